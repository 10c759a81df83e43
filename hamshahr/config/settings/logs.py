"""Where the product says what it does: standard error, one line an event, no personal data."""

from hamshahr.config import environment

_FORMATTER = "JsonLine" if environment.logs_json() else "DiscreetLine"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": f"hamshahr.config.log_lines.{_FORMATTER}"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "hamshahr": {"level": "INFO"},
        # Django would mail what failed, with all that was sent
        "django": {"handlers": [], "level": "INFO"},
        # A page that is not there is the caller's affair; what fails here, the site's error pages
        # log with its reference, and without the words of the error
        "django.request": {"level": "CRITICAL"},
        "procrastinate": {"level": "WARNING"},
    },
}
