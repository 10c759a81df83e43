"""The machine that this instance is configured with, if any."""

from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings

from hamshahr.commons.translating.machine import Machine, MachineDown
from hamshahr.commons.translating.machine.libretranslate import LibreTranslate
from hamshahr.commons.translating.machine.openai_compatible import OpenAICompatible

LIBRETRANSLATE, OPENAI = "libretranslate", "openai"
KINDS = (LIBRETRANSLATE, OPENAI)


class BadMachine(MachineDown):
    """What is said of the translation server cannot be; the message says what is wrong."""


def configured() -> Machine | None:
    """Return the machine; ``None`` where no translation server is named. Raises ``BadMachine``."""
    if not settings.TRANSLATION_SERVER:
        return None
    return _machine(
        settings.TRANSLATION_SERVER,
        settings.TRANSLATION_KIND,
        settings.TRANSLATION_MODEL,
        settings.TRANSLATION_KEY,
    )


@lru_cache(maxsize=4)  # it learns what its server takes; another address is another machine
def _machine(said: str, kind: str, model: str, key: str) -> Machine:
    kind, url = _kind_and_address(said, kind or (OPENAI if model else ""))
    if kind == OPENAI:
        return OpenAICompatible(url, model, key)
    return LibreTranslate(url, key)


def _kind_and_address(said: str, kind: str) -> tuple[str, str]:
    """Return which protocol a server speaks, and where: ``openai+https://…`` says both."""
    before, plus, rest = said.partition("+")
    if plus and "/" not in before:
        kind, said = kind or before, rest
    kind = kind or LIBRETRANSLATE
    if kind not in KINDS:
        raise BadMachine(f"HAMSHAHR_TRANSLATION_KIND is one of {', '.join(KINDS)}, not {kind!r}.")
    try:
        parts = urlsplit(said)
        parts.port  # noqa: B018 - read for the error that it raises where it is no number
    except ValueError as error:
        raise BadMachine(f"HAMSHAHR_TRANSLATION_SERVER is no address: {error}.") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadMachine("HAMSHAHR_TRANSLATION_SERVER must begin with http:// or https://.")
    if parts.username or parts.password:
        raise BadMachine("HAMSHAHR_TRANSLATION_SERVER holds no password: HAMSHAHR_TRANSLATION_KEY.")
    return kind, said
