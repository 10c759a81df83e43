"""The sentence of each deed: how its record reads.

Whoever records a deed declares its sentence once, in the manifest of the domain or commons::

    register_deed("network.add_city", _("%(who)s put %(what)s on the register of cities"))

with ``gettext_lazy``. ``%(who)s`` is the actor and ``%(what)s`` the thing, as it is called today.
What else a sentence says comes from the details: by ``mentions``, details that hold the identifier
of another thing by its type (``{"person": "user"}`` for ``%(person)s``), or by ``words``, which
must do with records of older versions that lack some.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

# The details of a record, and the language of the reader, to the other placeholders
Words = Callable[[Mapping[str, Any], str], Mapping[str, str]]


@dataclass(frozen=True)
class Deed:
    """A kind of deed. ``code`` is what records keep: ``domain.verb_object``."""

    code: str
    sentence: Promise | str
    words: Words | None = None
    mentions: Mapping[str, str] = field(default_factory=dict)


_deeds: dict[str, Deed] = {}


def register_deed(
    code: str,
    sentence: Promise | str,
    words: Words | None = None,
    *,
    mentions: Mapping[str, str] | None = None,
) -> None:
    """Say how records of this deed read; ``ValueError`` where it has a sentence already."""
    if code in _deeds:
        raise ValueError(f"The deed {code!r} has a sentence already.")
    _deeds[code] = Deed(code, sentence, words, mentions or {})


def deeds() -> list[Deed]:
    """Return every declared deed, those of one domain together."""
    return sorted(_deeds.values(), key=lambda deed: deed.code)


def deed_of(code: str) -> Deed | None:
    """Return a declared deed; ``None`` for one that nobody declares any more."""
    return _deeds.get(code)
