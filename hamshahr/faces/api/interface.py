"""The interface's first version: its addresses and its description (OpenAPI 3.1)."""

from ninja import NinjaAPI

interface = NinjaAPI(
    title="Hamshahr",
    version="1",
    description="Experiences of cities, found by a problem in any language.",
    docs_url=None,  # its page would load scripts from elsewhere; openapi.json is complete
)
