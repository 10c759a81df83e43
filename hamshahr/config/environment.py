"""What the environment says. Every variable the product reads is read here and documented here.

What ``hamshahr setup`` was told stands in ``instance.toml`` in the data folder; a variable wins
over it. An instance is set up when that file is there, or when both HAMSHAHR_ADDRESS and
HAMSHAHR_ASSOCIATION are given.

HAMSHAHR_DATA
    The data folder: the embedded database, ``instance.toml``, the secret key, collected static
    files. Default: ``.hamshahr`` in the working folder.
HAMSHAHR_ADDRESS
    The public address: ``https://cities.example.org``. Links that leave the site begin with it;
    its host is the one that is answered to; https in it means what HAMSHAHR_HTTPS does.
HAMSHAHR_ASSOCIATION
    The name of the association that runs the instance.
HAMSHAHR_LANGUAGES
    The languages offered, separated by commas; the first is the one a bare address leads to.
HAMSHAHR_TIME_ZONE
    An IANA time zone: ``Asia/Tehran``. Default: UTC.
HAMSHAHR_SENDER
    The e-mail address that the instance writes from.
HAMSHAHR_MAIL, HAMSHAHR_MAIL_PASSWORD
    The mail server, ``smtp://user@mail.example.org:587``, and the user's password.
HAMSHAHR_OIDC_NAME, HAMSHAHR_OIDC_SERVER, HAMSHAHR_OIDC_CLIENT, HAMSHAHR_OIDC_SECRET
    The organisation's own sign-in by OpenID Connect: what it is called, its issuer
    (``https://login.example.org/realms/cities``), and who we are to it.
HAMSHAHR_OIDC_CONNECTS
    ``1`` where its word about e-mail addresses is trusted: whom it vouches for comes in to the
    account of that address. Else people connect their account first.
HAMSHAHR_BOUNCES, HAMSHAHR_BOUNCES_PASSWORD
    Where reports of undelivered letters arrive: a mailbox,
    ``imaps://bounces@mail.example.org/INBOX``, and its user's password; or where they are
    received, ``lmtp://127.0.0.1:2424``.
HAMSHAHR_BOUNCE_ADDRESS
    The address that such reports are sent to; a star in it stands for the name of the letter:
    ``bounces+*@cities.example.org``. Default: the sender.
HAMSHAHR_SCANNER
    What looks for viruses: ``clamd://127.0.0.1:3310``, ``clamd:///run/clamav/clamd.ctl``.
HAMSHAHR_CONTACT
    Where weaknesses of its security are told: an e-mail address, or a page by https.
HAMSHAHR_DEMO
    ``1`` shows an instance that is not set up, as a demonstration with the starter library and
    people who are made up; never where somebody real has an account.
DATABASE_URL
    A PostgreSQL server (15 or newer, with pgvector 0.7 or newer) instead of the embedded one:
    ``postgresql://user:password@host:5432/name``.
HAMSHAHR_HOSTS
    The host names it answers to, by commas. Default: that of the public address, else localhost.
HAMSHAHR_HTTPS
    ``1`` where readers come by https through a proxy that sets ``X-Forwarded-Proto`` and lets no
    reader set it. ``0`` where the public address begins with https, but no proxy does that.
HAMSHAHR_SECRET_KEY
    The signing key. Default: one is generated and kept in the data folder, readable by its owner.
HAMSHAHR_LOG
    ``json`` writes the log as JSON lines, with one for each request; else plain lines of events.
HAMSHAHR_DEBUG
    ``1`` shows errors with their source. Never on a machine that others reach.
HAMSHAHR_EMBEDDING_URL, HAMSHAHR_EMBEDDING_MODEL, HAMSHAHR_EMBEDDING_KEY
    An OpenAI-compatible embedding server in place of the embedder on this machine.
HAMSHAHR_TRANSLATION_SERVER, HAMSHAHR_TRANSLATION_KEY
    The server that drafts translations, ``https://translate.example.org``.
HAMSHAHR_TRANSLATION_KIND, HAMSHAHR_TRANSLATION_MODEL
    ``libretranslate`` or ``openai``: what it speaks; and which model of it translates.
HAMSHAHR_LIMITS
    How many times the usual number of searches, pictures and forms one network may ask for at
    once. Default: 1; ``0`` sets no limit, where the proxy does.
HAMSHAHR_LINKS
    ``0`` checks no links to pages elsewhere. A demonstration never does.
HAMSHAHR_PROXIES
    The addresses or networks of the proxies before it, separated by commas: what they say in
    X-Forwarded-For is believed. Default, with https: one proxy on this machine or in its private
    network.
HAMSHAHR_PAGE_CACHE
    How many megabytes of pages each worker keeps until the content changes. Default: 32.
HAMSHAHR_WITHOUT_POOL
    ``1`` opens a connection for each request: for tests, and where pgbouncer pools already.
HAMSHAHR_EMBEDDED_DATABASE
    Where the embedded server listens; set by the command line for the processes that it starts.
HAMSHAHR_FROZEN_TODAY
    A date (``2026-11-23``) that stands for today on every page; for screenshots.
"""

import os
import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.config import answers, bounce_answers
from hamshahr.config.instance import Instance, read_instance
from hamshahr.config.organisation import Organisation, organisation
from hamshahr.config.secret_files import keep_first_secret, read_secret

EMBEDDED_DATABASE = "HAMSHAHR_EMBEDDED_DATABASE"
# Where a demonstration is, unless it is told otherwise
DEMO_ADDRESS = "http://localhost:8000"

_Read = TypeVar("_Read")


def data_folder() -> Path:
    """Return the absolute path of the data folder; it need not exist yet."""
    return Path(os.environ.get("HAMSHAHR_DATA") or ".hamshahr").absolute()


def database_url() -> str:
    return os.environ.get("DATABASE_URL", "")


def embedded_database() -> str:
    return os.environ.get(EMBEDDED_DATABASE, "")


def instance() -> Instance | None:
    """Return what ``hamshahr setup`` kept, without what the environment says over it.

    Raises ``ImproperlyConfigured``.
    """
    return read_instance(data_folder())


def is_set_up() -> bool:
    """Tell whether somebody has said who runs this instance, and where it is."""
    if os.environ.get("HAMSHAHR_ADDRESS") and os.environ.get("HAMSHAHR_ASSOCIATION"):
        return True
    return instance() is not None


def is_demo() -> bool:
    """Tell whether the site is shown as a demonstration; never where it is set up."""
    return wants_demo() and not is_set_up()


def wants_demo() -> bool:
    """Tell whether somebody asked for a demonstration, be it possible or not."""
    return os.environ.get("HAMSHAHR_DEMO") == "1"


def address() -> str:
    """Return the public address, without a slash at its end."""
    return _said("HAMSHAHR_ADDRESS", answers.address, "address") or DEMO_ADDRESS


def association() -> str:
    """Return the name of the association; empty where nobody said."""
    return _said("HAMSHAHR_ASSOCIATION", answers.name, "association")


def association_in() -> dict[str, str]:
    """Return the association's name by language, where it has one of its own there."""
    kept = instance()
    said = os.environ.get("HAMSHAHR_ASSOCIATION")
    return {} if kept is None or said else kept.association_in


def languages() -> tuple[str, ...]:
    """Return the codes of the languages offered, the default first."""
    if os.environ.get("HAMSHAHR_LANGUAGES"):
        return _checked("HAMSHAHR_LANGUAGES", lambda said: answers.languages(said.split(",")), ())
    kept = instance()
    return kept.languages if kept else INTERFACE_LANGUAGES


def time_zone() -> str:
    return _said("HAMSHAHR_TIME_ZONE", answers.time_zone, "time_zone") or "UTC"


def sender() -> str:
    return _said("HAMSHAHR_SENDER", answers.email, "sender")


def mail() -> str:
    """Return the address of the mail server; empty: no mail is sent."""
    return _said("HAMSHAHR_MAIL", answers.mail_server, "mail")


def mail_password() -> str:
    return _said("HAMSHAHR_MAIL_PASSWORD", str, "mail_password")


def organisation_sign_in() -> Organisation | None:
    """Return the organisation's OpenID Connect provider, if there is one."""
    kept = instance()
    variables = {
        "name": "HAMSHAHR_OIDC_NAME",
        "server": "HAMSHAHR_OIDC_SERVER",
        "client": "HAMSHAHR_OIDC_CLIENT",
        "secret": "HAMSHAHR_OIDC_SECRET",
        "connects": "HAMSHAHR_OIDC_CONNECTS",
    }
    return organisation(
        {
            part: os.environ.get(variable) or (kept.oidc.get(part, "") if kept else "")
            for part, variable in variables.items()
        }
    )


def bounces() -> str:
    """Return where reports of undelivered letters arrive; empty: nobody reads them."""
    return _said("HAMSHAHR_BOUNCES", bounce_answers.bounces, "bounces")


def bounces_password() -> str:
    return _said("HAMSHAHR_BOUNCES_PASSWORD", str, "bounces_password")


def bounce_address() -> str:
    """Return the address that reports go to, perhaps with a star for the letter."""
    return _said("HAMSHAHR_BOUNCE_ADDRESS", bounce_answers.bounce_address, "bounce_address")


def scanner() -> str:
    return _said("HAMSHAHR_SCANNER", answers.scanner, "scanner")


def contact() -> str:
    """Return where weaknesses are told; empty where nobody said."""
    return _said("HAMSHAHR_CONTACT", answers.contact, "contact")


def _said(variable: str, check: Callable[[str], str], part: str) -> str:
    """Return what the variable says, else the configuration's part, else nothing."""
    kept = instance()
    return _checked(variable, check, str(getattr(kept, part)) if kept else "")


def _checked(variable: str, check: Callable[[str], _Read], otherwise: _Read) -> _Read:
    given = os.environ.get(variable)
    if not given:
        return otherwise
    try:
        return check(given)
    except answers.BadAnswer as error:
        raise ImproperlyConfigured(f"{variable}: {error}") from error


def database() -> str:
    """Return the connection string of the database, while ``database_in_use`` lasts."""
    return database_url() or embedded_database()


def hosts() -> list[str]:
    """Return the host names that are answered to."""
    given = os.environ.get("HAMSHAHR_HOSTS", "")
    if listed := [host.strip() for host in given.split(",") if host.strip()]:
        return listed
    return [answers.host(address())] if is_set_up() else ["localhost", "127.0.0.1", "[::1]"]


def page_cache() -> int:
    """Return how many megabytes of pages a worker keeps."""
    return _checked("HAMSHAHR_PAGE_CACHE", answers.megabytes, 32)


def limit_factor() -> float:
    """Return by how much the limits on what costs are multiplied; 0: there are none."""
    return _checked("HAMSHAHR_LIMITS", answers.factor, 1.0)


def checks_links() -> bool:
    return os.environ.get("HAMSHAHR_LINKS", "1") != "0" and is_set_up()


def proxies() -> list[str]:
    """Return the networks of the proxies, as ``ipaddress`` reads them."""
    return _checked("HAMSHAHR_PROXIES", answers.networks, [])


def without_pool() -> bool:
    return os.environ.get("HAMSHAHR_WITHOUT_POOL") == "1"


def behind_https() -> bool:
    """Tell whether readers come by https, through a proxy that says so."""
    said = os.environ.get("HAMSHAHR_HTTPS")
    return said == "1" if said else address().startswith("https://")


def logs_json() -> bool:
    return os.environ.get("HAMSHAHR_LOG") == "json"


def debug() -> bool:
    return os.environ.get("HAMSHAHR_DEBUG") == "1"


def frozen_today() -> date | None:
    given = os.environ.get("HAMSHAHR_FROZEN_TODAY")
    return date.fromisoformat(given) if given else None


def secret_key() -> str:
    """Return the signing key, generating and keeping one (mode 0600) on first use.

    Raises ``ImproperlyConfigured`` where others may read the file.
    """
    if given := os.environ.get("HAMSHAHR_SECRET_KEY"):
        return given
    path = secret_key_file()
    if not path.exists():
        keep_first_secret(path, secrets.token_urlsafe(64))
    return read_secret(path).strip()


def secret_key_file() -> Path:
    return data_folder() / "secret_key"


def server(part: str) -> str:
    """Return a variable of a server we ask: one of HAMSHAHR_EMBEDDING_, HAMSHAHR_TRANSLATION_."""
    return os.environ.get(f"HAMSHAHR_{part}", "")
