"""What manuscripts plug into the commons."""

from hamshahr.domains.manuscripts import deeds


def register() -> None:
    deeds.declare()
