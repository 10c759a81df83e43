"""Django's settings, in the order in which a request meets them."""

from pathlib import Path

from hamshahr.commons.translation.languages import language
from hamshahr.config import environment
from hamshahr.config.settings import sign_in
from hamshahr.config.settings.database import DATABASES
from hamshahr.config.settings.logs import LOGGING
from hamshahr.config.settings.mail import (
    BOUNCE_ADDRESS,
    BOUNCE_MAILBOX,
    DEFAULT_FROM_EMAIL,
    EMAIL_BACKEND,
    EMAIL_HOST,
    EMAIL_HOST_PASSWORD,
    EMAIL_HOST_USER,
    EMAIL_PORT,
    EMAIL_USE_SSL,
    EMAIL_USE_TLS,
)
from hamshahr.config.settings.sign_in import *  # noqa: F403 - each name is a setting of Django’s

__all__ = [
    "BOUNCE_ADDRESS",
    "BOUNCE_MAILBOX",
    "DATABASES",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_BACKEND",
    "EMAIL_HOST",
    "EMAIL_HOST_PASSWORD",
    "EMAIL_HOST_USER",
    "EMAIL_PORT",
    "EMAIL_USE_SSL",
    "EMAIL_USE_TLS",
    "LOGGING",
]

_PACKAGE = Path(__file__).parents[2]
DATA = environment.data_folder()

# Who runs it, and where it is
ASSOCIATION = environment.association()
ASSOCIATION_IN = environment.association_in()
PUBLIC_ADDRESS = environment.address()
SECURITY_CONTACT = environment.contact()
DEMO = environment.is_demo()
# Until somebody has set it up, or asked for a demonstration, it shows how to set it up, to all
OPEN = DEMO or environment.is_set_up()

# Who may call, and how
DEBUG = environment.debug()
SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = environment.hosts() if OPEN else ["*"]
ROOT_URLCONF = "hamshahr.config.urls"
WSGI_APPLICATION = "hamshahr.config.wsgi.application"
APPEND_SLASH = True

# Limits: a query or a form of text. Files only where a view takes them (commons/files/receiving)
FILE_UPLOAD_HANDLERS = ["hamshahr.config.uploads.NoFiles"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

INSTALLED_APPS = [
    # The river, downstream last
    "hamshahr.kernel.audit",
    "hamshahr.kernel.content_version",
    "hamshahr.kernel.instance",
    "hamshahr.design",
    "hamshahr.commons.accounts",
    "hamshahr.commons.translation",
    "hamshahr.commons.links",
    "hamshahr.commons.deeds",
    "hamshahr.commons.files",
    "hamshahr.commons.search",
    "hamshahr.commons.translating",
    "hamshahr.commons.notifications",
    "hamshahr.commons.moderation",
    "hamshahr.domains.topics",
    "hamshahr.domains.network",
    "hamshahr.domains.association",
    "hamshahr.domains.experiences",
    "hamshahr.domains.manuscripts",
    "hamshahr.faces.site",
    "hamshahr.faces.api",
    "hamshahr.faces.desk",
    # What they stand on
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    *sign_in.APPS,
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
]

# Outermost first
LOG_REQUESTS = environment.logs_json()
MIDDLEWARE = [
    "hamshahr.config.health.Health",
    "hamshahr.config.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hamshahr.config.before_setup.BeforeSetup",
    "hamshahr.faces.site.language_choice.LanguageChoiceMiddleware",
    "hamshahr.faces.site.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "hamshahr.faces.site.limits.LimitsMiddleware",
    "hamshahr.config.deed_origin.DeedOrigin",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hamshahr.commons.accounts.preferences.activating.ReadAsTheyWish",
    "hamshahr.faces.site.refused_methods.RefusedMethodsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hamshahr.commons.accounts.entering.known_browsers.KnownBrowsers",
    "hamshahr.commons.accounts.entering.present.PresenceMiddleware",
    "hamshahr.commons.accounts.second_factors.SecondFactorGate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# Pages. Cotton would configure the loaders by itself and hide how: written by hand.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "hamshahr.faces.site.frame.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "hamshahr.commons.translation.templatetags.reading",
            ],
        },
    }
]

# People
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"hamshahr.commons.accounts.password_rules.{name}",
        "OPTIONS": options,
    }
    for name, options in (
        ("UnlikeThePerson", {"user_attributes": ("name", "email")}),
        ("LongEnough", {"min_length": 12}),
        ("NotCommon", {}),
        ("NotOnlyDigits", {}),
    )
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "site:home"
# A session begins with a sign-in, never by reading; it ends with the working day
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Jobs: each app's ``jobs`` module, which the worker reads before it takes one
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Languages. Texts of the interface are written in English and translated in locale/.
LANGUAGES = [(code, language(code).endonym) for code in environment.languages()]
LANGUAGE_CODE = LANGUAGES[0][0]
LOCALE_PATHS = [_PACKAGE / "commons" / "translation" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.time_zone()
FROZEN_TODAY = environment.frozen_today()

# Static files: collected and named by their content when the server starts
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"

# Files that people add
SCANNER = environment.scanner()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hamshahr.config.static_files.Gzipped"},
    # What people add. An object storage of Django's may stand here; backups take the folder along
    "files": {
        "BACKEND": "hamshahr.commons.files.keeping.WholeFiles",
        "OPTIONS": {"location": DATA / "files"},
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# How much one network may ask for at once, and the proxies that are believed about networks
LIMIT_FACTOR = environment.limit_factor()
PROXIES = environment.proxies()

# Public pages that each worker keeps until the content changes
PAGE_CACHE_BYTES = environment.page_cache() * 1024 * 1024

# Nothing is fetched from anywhere else, and nobody frames us
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_SAMESITE = "Lax"
if environment.behind_https():
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS, *(f"https://{host}" for host in ALLOWED_HOSTS)]
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hamshahr.faces.site.error_pages.form_expired"

# The embedder: on this machine unless an OpenAI-compatible server is named
EMBEDDING_URL = environment.server("EMBEDDING_URL")
EMBEDDING_MODEL = environment.server("EMBEDDING_MODEL")
EMBEDDING_KEY = environment.server("EMBEDDING_KEY")

# Whether links to pages elsewhere are asked for, to tell readers which are broken
CHECK_LINKS = environment.checks_links()

# The machine that drafts translations; none, where no server is named
TRANSLATION_SERVER = environment.server("TRANSLATION_SERVER")
TRANSLATION_KIND = environment.server("TRANSLATION_KIND")
TRANSLATION_MODEL = environment.server("TRANSLATION_MODEL")
TRANSLATION_KEY = environment.server("TRANSLATION_KEY")
