"""Where the world finds this instance."""

from django.conf import settings


def public_address(path: str = "") -> str:
    """Return the whole address of ``path``, which begins with a slash: for what leaves the site.

    Feeds, sitemaps, sharing pictures and mail name it; it comes from the configuration and never
    from what a request says of itself. Without a path, the address of the instance.
    """
    return f"{settings.PUBLIC_ADDRESS}{path}"
