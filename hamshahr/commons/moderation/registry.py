"""What domains declare: the things of theirs that can be reported.

A manifest calls ``register_reportable`` once, when Django starts. Moderation asks by kind and
identifier, and knows nothing else of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import Language


@dataclass(frozen=True)
class Subject:
    """A thing that is reported, as its domain words it for a reader.

    ``title`` is in ``language``. ``owner`` is the city it belongs to, ``owner_name`` as the reader
    calls it; ``url`` is the address of its page in the reader's language.
    """

    kind: str
    object_id: UUID
    code: str
    title: str
    language: Language
    url: str
    owner: UUID | None = None
    owner_name: str = ""


@dataclass(frozen=True)
class Passage:
    """A part of a thing's text: a heading of the page's language over text of its own."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Reportable:
    """A kind of thing that can be reported.

    ``name`` is what one calls such a thing. ``find(code, language)`` returns what anybody may see
    under a code; ``known(ids, language)`` returns those of the ids that there are, hidden or not,
    in a fixed number of queries. ``passages(id, language)`` returns the whole text, hidden or not:
    for moderators alone.

    ``hide`` and ``show_again`` are called inside the transaction of the decision, with who decides;
    they keep the text and take it from, or bring it back to, every place where it is read. A kind
    without them can be reported, and is not hidden.
    """

    kind: str
    name: str | Promise
    find: Callable[[str, str], Subject | None]
    known: Callable[[Sequence[UUID], str], Mapping[UUID, Subject]]
    passages: Callable[[UUID, str], Sequence[Passage]]
    hide: Callable[[UUID, User], None] | None = None
    show_again: Callable[[UUID, User], None] | None = None

    def __post_init__(self) -> None:
        if (self.hide is None) != (self.show_again is None):
            raise ValueError(f"{self.kind}: what can be hidden can be shown again.")


_reportables: dict[str, Reportable] = {}


def register_reportable(reportable: Reportable) -> None:
    """Make a kind of thing reportable. Raises ``ValueError`` where the kind is taken."""
    if reportable.kind in _reportables:
        raise ValueError(f"There is a reportable {reportable.kind!r} already.")
    _reportables[reportable.kind] = reportable


def reportable(kind: str) -> Reportable | None:
    """Return the reportable of ``kind``; ``None`` where no manifest declared it."""
    return _reportables.get(kind)


def reportables() -> list[Reportable]:
    return list(_reportables.values())
