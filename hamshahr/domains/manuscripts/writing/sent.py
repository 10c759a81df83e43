"""What a page of the form sent, field by field.

A field ``title`` comes with ``v:title``, the version its writer saw; by it a field that was on the
page is told from one that was not, for a box that is not ticked sends nothing. A date that can be
read in two ways comes with ``title_meant``. ``settle:title`` decides a conflict: ``mine`` or
nothing keeps what stands in the field, ``theirs`` what another wrote, ``together`` the text in
``together:title``.
"""

from collections.abc import Mapping

from django.http import QueryDict

from hamshahr.domains.experiences.content.fields import FieldSpec, Kind, Step
from hamshahr.domains.experiences.content.form import UnknownPath, spec_of
from hamshahr.domains.manuscripts.models import ManuscriptField
from hamshahr.domains.manuscripts.writing.keeping import Standing, Told, is_of_a_step
from hamshahr.domains.manuscripts.writing.typed_values import Typed, written

VERSION = "v:"
_TOGETHER = "together:"
_NO_VERSION = 0
# Nobody writes one field as often; what is larger is no version and would not fit its column
_MOST_VERSIONS = 2**31 - 1
_TYPED_IN = {Kind.LINE, Kind.PROSE, Kind.DATE, Kind.NUMBER, Kind.URL, Kind.CASES}


def told_on_page(sent: QueryDict, step: Step, there: Standing) -> dict[str, Told]:
    """Return what was sent of the fields of ``step``; anything else is left alone.

    Groups come last: an item whose fields cannot be kept is in its list all the same.
    """
    paths = [name.removeprefix(VERSION) for name in sent if name.startswith(VERSION)]
    told = {
        path: _told(path, sent, there.get(path))
        for path in paths
        if is_of_a_step(path, step) and _is_a_field(path)
    }
    return dict(sorted(told.items(), key=lambda one: "." not in one[0]))


def version_of(sent: Mapping[str, str], path: str) -> int:
    text = sent.get(f"{VERSION}{path}", "")
    number = int(text) if text.isascii() and text.isdecimal() else _NO_VERSION
    return min(number, _MOST_VERSIONS)


def _told(path: str, sent: QueryDict, there: ManuscriptField | None) -> Told:
    based_on = version_of(sent, path)
    settled = sent.get(f"settle:{path}", "")
    if settled == "theirs" and there is not None and there.version == based_on:
        return Told(Typed(written(spec_of(path), there.value)), based_on)
    if settled == "together":
        return Told(Typed([sent.get(f"{_TOGETHER}{path}", "")]), based_on)
    return Told(Typed(sent.getlist(path), sent.get(f"{path}_meant", "")), based_on)


def _is_a_field(path: str) -> bool:
    try:
        spec_of(path)
    except UnknownPath:
        return False
    return True


def name_of_field(sent_as: str) -> str:
    """Return what a field is called that people type in; empty for what they choose or not see."""
    path = sent_as.removeprefix(_TOGETHER)
    spec = spec_of(path) if _is_a_field(path) else None
    return str(spec.label) if isinstance(spec, FieldSpec) and spec.kind in _TYPED_IN else ""
