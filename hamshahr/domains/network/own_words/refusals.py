"""Why something that a city wants to say cannot be kept."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote it since it was read; nothing was overwritten."""


class CannotBeKept(ValueError):
    """What was said cannot be kept; the message says why, in the language of the page.

    ``field`` names the part of a form that it is about; empty: the whole.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
