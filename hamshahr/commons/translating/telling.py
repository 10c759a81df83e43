"""Telling a domain that readers read something else of its things now."""

from uuid import UUID

from django.db import transaction

from hamshahr.commons.translating.registry import translatable


def readers_see_another(kind: str, object_id: UUID) -> None:
    """Call what the domain registered for this, once the transaction is kept."""
    declared = translatable(kind)
    if declared is not None and declared.on_change is not None:
        on_change = declared.on_change
        transaction.on_commit(lambda: on_change([object_id]), robust=True)
