"""Reads of the instance's identity."""

from hamshahr.kernel.instance.models import Instance


def this_instance() -> Instance:
    """Return the instance that this database is; given an identity if it has none."""
    found = Instance.objects.first()
    return found or Instance.objects.get_or_create(only=True)[0]
