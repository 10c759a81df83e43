"""The configuration of an instance, as ``hamshahr setup`` keeps it in ``instance.toml``."""

import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import tomli_w
from django.core.exceptions import ImproperlyConfigured

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.config import answers
from hamshahr.config.bounce_answers import bounce_address, bounces
from hamshahr.config.organisation import PARTS
from hamshahr.config.secret_files import read_secret, replace_secret

FILE = "instance.toml"
_HEAD = """\
# What hamshahr setup was told. Run it again to change something; environment variables win over
# what stands here. It may hold a password: keep it to its owner (mode 0600).

"""


@dataclass(frozen=True)
class Instance:
    """Who runs an instance, and where it is. Empty: nobody said."""

    association: str
    address: str
    languages: tuple[str, ...] = INTERFACE_LANGUAGES
    time_zone: str = "UTC"
    sender: str = ""
    mail: str = ""
    mail_password: str = ""
    bounces: str = ""
    bounces_password: str = ""
    bounce_address: str = ""
    scanner: str = ""
    contact: str = ""
    association_in: dict[str, str] = field(default_factory=dict)  # language code to name
    oidc: dict[str, str] = field(default_factory=dict)  # the parts of ``config.organisation``


# How each part is checked; passwords are whatever they are
CHECKS: dict[str, Callable[[str], str]] = {
    "association": answers.name,
    "address": answers.address,
    "time_zone": answers.time_zone,
    "sender": answers.email,
    "mail": answers.mail_server,
    "bounces": bounces,
    "bounce_address": bounce_address,
    "scanner": answers.scanner,
    "contact": answers.contact,
}


def read_instance(data: Path) -> Instance | None:
    """Return the configuration kept in the data folder; ``None`` where there is none.

    Raises ``ImproperlyConfigured`` with a sentence where it cannot be read, says what it may not,
    or may be read by others.
    """
    path = data / FILE
    if not path.exists():
        return None
    try:
        return _instance(tomllib.loads(read_secret(path)))
    except (tomllib.TOMLDecodeError, answers.BadAnswer) as error:
        raise ImproperlyConfigured(
            f"{path} is not in order: {error} Mend it, or run: hamshahr setup"
        ) from error


def write_instance(data: Path, instance: Instance) -> Path:
    """Keep the configuration, in one step, for its owner's eyes; return where."""
    path = data / FILE
    said = {key: value for key, value in asdict(instance).items() if value}
    replace_secret(path, _HEAD + tomli_w.dumps(said))
    return path


def _instance(said: dict[str, Any]) -> Instance:
    _require_shape(said)
    names = said.pop("association_in", {})
    codes = said.pop("languages", INTERFACE_LANGUAGES)
    oidc = said.pop("oidc", {})
    if unknown := set(oidc) - set(PARTS):
        raise answers.BadAnswer(f"“{min(unknown)[:40]}” is nothing that oidc may say.")
    return Instance(
        **{
            key: CHECKS[key](text) if key in CHECKS and text else text for key, text in said.items()
        },
        languages=answers.languages(codes),
        association_in={
            code: answers.name(name) for code, name in names.items() if answers.languages([code])
        },
        oidc=oidc,
    )


def _require_shape(said: dict[str, Any]) -> None:
    """Refuse what is missing, what nobody knows, and what is no text where one is wanted."""
    known = {each.name for each in fields(Instance)}
    for key in ("association", "address"):
        if not said.get(key):
            raise answers.BadAnswer(f"“{key}” is missing.")
    for key, value in said.items():
        if key not in known:
            raise answers.BadAnswer(f"“{key[:40]}” is nothing that it may say.")
        texts = {
            "languages": value if isinstance(value, list) else [None],
            "association_in": value.values() if isinstance(value, dict) else [None],
            "oidc": value.values() if isinstance(value, dict) else [None],
        }.get(key, [value])
        if not all(isinstance(text, str) for text in texts):
            raise answers.BadAnswer(f"“{key}” must be text in quotation marks.")
