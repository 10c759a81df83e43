"""Where the product says what it does: standard error, one line an event, no personal data."""

import logging
from types import TracebackType


class OneLine(logging.Formatter):
    """Leaves the traceback away: for what a caller did wrong, which any scanner does all day."""

    def formatException(  # noqa: N802 - the name of the standard library
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]  # noqa: ARG002 - not shown
        | tuple[None, None, None],
    ) -> str:
        return ""


_LINE = "{asctime} {levelname} {name}: {message}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": _LINE, "style": "{"},
        "one line": {"()": OneLine, "format": _LINE, "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "callers": {"class": "logging.StreamHandler", "formatter": "one line"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "hamshahr": {"level": "INFO"},
        # A page that is not there is the caller's affair; what fails here, the site's error pages
        # log with its reference, and without the words of the error
        "django.request": {"level": "CRITICAL"},
        # A forged host, a form too large
        "django.security": {"handlers": ["callers"], "propagate": False},
        "procrastinate": {"level": "WARNING"},
    },
}
