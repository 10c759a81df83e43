"""What the association plugs into the commons."""

from hamshahr.domains.association import deeds


def register() -> None:
    deeds.declare()
