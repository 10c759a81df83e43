"""Where the product says what it does: standard error, one line an event, no personal data."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "hamshahr": {"level": "INFO"},
        # A page that is not there is the caller's affair
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
    },
}
