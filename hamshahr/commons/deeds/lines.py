"""The record as lines to be read: sentences with names of today, many named at once."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.deeds.asked import CITY, PERSON
from hamshahr.commons.deeds.permissions import may_see_networks
from hamshahr.commons.translation.reading import moment
from hamshahr.kernel.audit.deeds import Deed, deed_of
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.audit.origin import Way
from hamshahr.kernel.audit.things import Named, things_of

_Names = Mapping[tuple[str, str], Named]


@dataclass(frozen=True)
class Line:
    """One deed as it reads. ``network`` is empty for who may not see it."""

    record: AuditRecord
    moment: str
    who: Named
    what: Named
    city: Named | None
    way: str
    network: str
    html: SafeString
    text: str


def lines(records: Sequence[AuditRecord], language: str, *, by: User | None) -> list[Line]:
    """Word these records in ``language``, the active one, with links for ``by``.

    As many queries as there are types of things among them, however many records there are.
    """
    names = _names(records, language, by)
    shows_networks = may_see_networks(by)
    return [_line(each, names, language, shows_networks=shows_networks) for each in records]


def _names(records: Sequence[AuditRecord], language: str, by: User | None) -> _Names:
    wanted: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for object_type, identifier in _mentioned(record):
            wanted[object_type].add(identifier)
    names = {}
    for object_type, identifiers in wanted.items():
        things = things_of(object_type)
        if things is None:
            continue
        for identifier, named in things.named(identifiers, language, by).items():
            names[object_type, identifier] = named
    return names


def _mentioned(record: AuditRecord) -> list[tuple[str, str]]:
    """Return all that a record names, as types and identifiers."""
    found = [(PERSON, str(record.actor_id)), (record.object_type, record.object_id)]
    if record.body:
        found.append((CITY, str(record.body)))
    deed = deed_of(record.deed)
    for detail, object_type in (deed.mentions if deed else {}).items():
        if record.details.get(detail):
            found.append((object_type, str(record.details[detail])))
    return found


def _line(record: AuditRecord, names: _Names, language: str, *, shows_networks: bool) -> Line:
    who = _actor(record, names)
    what = names.get((record.object_type, record.object_id)) or _nameless(record)
    deed = deed_of(record.deed)
    said: dict[str, Named] = {"who": who, "what": what}
    if deed is None:
        said["deed"] = Named(record.deed)
    else:
        said |= _details(deed, record, names, language)
    sentence = str(deed.sentence) if deed else _("%(who)s did %(deed)s to %(what)s")
    return Line(
        record=record,
        moment=moment(record.at, language),
        who=who,
        what=what,
        city=names.get((CITY, str(record.body))) if record.body else None,
        way=ways()[Way(record.origin)],
        network=record.network if shows_networks else "",
        html=_filled(conditional_escape(sentence), said, _marked),
        text=sentence % {name: named.name for name, named in said.items()},
    )


def _details(deed: Deed, record: AuditRecord, names: _Names, language: str) -> Mapping[str, Named]:
    words = deed.words(record.details, language) if deed.words else {}
    said = {name: Named(text) for name, text in words.items()}
    for detail, object_type in deed.mentions.items():
        identifier = str(record.details.get(detail) or "")
        said[detail] = names.get((object_type, identifier)) or Named(_gone(object_type))
    return said


def _actor(record: AuditRecord, names: _Names) -> Named:
    """Name who acted, with the address of all that she did, on the page where this stands."""
    found = names.get((PERSON, str(record.actor_id)))
    return Named(found.name if found else _gone(PERSON), f"?person={record.actor_id}")


def _gone(object_type: str) -> str:
    return _("somebody who is gone") if object_type == PERSON else _("something that is gone")


def _nameless(record: AuditRecord) -> Named:
    """Name a thing that is gone, or not for this reader: by its type and the end of its number."""
    things = things_of(record.object_type)
    label = str(things.label) if things else record.object_type
    return Named(f"{label} …{record.object_id[-6:]}")


def _filled(
    sentence: str, said: Mapping[str, Named], mark: Callable[[Named], SafeString]
) -> SafeString:
    # Both the sentence and each part are escaped by now
    return mark_safe(sentence % {name: mark(named) for name, named in said.items()})  # noqa: S308 - see above


def _marked(named: Named) -> SafeString:
    if named.url:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', named.url, named.name)
    return format_html("<bdi>{}</bdi>", named.name)


def ways() -> Mapping[Way, str]:
    """Return by what way deeds come, in words."""
    return {
        Way.UNKNOWN: _("not known how"),
        Way.PAGE: _("on a page"),
        Way.API: _("by a program"),
        Way.COMMAND: _("on the command line"),
        Way.JOB: _("by a nightly job"),
    }


def kind_of_deed(deed: Deed) -> str:
    """Return a kind of deed in words: its sentence with gaps where a record names something."""
    return _Gaps().in_sentence(str(deed.sentence))


class _Gaps(dict[str, str]):
    """Fills every place of a sentence with an ellipsis."""

    def __missing__(self, _name: str) -> str:
        return "…"

    def in_sentence(self, sentence: str) -> str:
        return sentence % self
