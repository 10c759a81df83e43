"""What the interface answers of one experience."""

from typing import Any, Literal

from django.utils import translation
from typing_extensions import TypedDict  # of 3.12, which pydantic needs

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.experiences.removed import removed_page
from hamshahr.domains.experiences.taking_along.as_line import line_of
from hamshahr.domains.experiences.taking_along.record import record_of

_OTHERWISE = "en"


class TranslationAnswer(TypedDict):
    """A text in another language. ``mark``: machine, hand, checked or stale."""

    text: str
    mark: str
    machine: str | None
    checked_by: str | None
    translated_by: str | None
    at: str
    is_stale: bool


class ExperienceAnswer(TypedDict):
    """An experience. ``experience`` is a line that an import reads; ``content`` is by path."""

    id: str
    language: str
    url: str
    revision: int | None
    content: dict[str, Any]
    translations: dict[str, dict[str, TranslationAnswer]]
    experience: dict[str, Any]


def experience_answer(
    code: str, language: str | None, *, by: User | None = None
) -> ExperienceAnswer | Literal[404, 410]:
    """Return an experience with its translations into ``language``, or into all.

    404 where it is not there or not for ``by``, 410 where a moderator hid it.
    """
    with translation.override(language if language in INTERFACE_LANGUAGES else _OTHERWISE):
        record = record_of(code, by=by)
        if record is None:
            return 410 if removed_page(code, _OTHERWISE) else 404
        line = line_of(record)
    told = line.pop("translations")
    return {
        "id": line["id"],
        "language": line["language"],
        "url": line["url"],
        "revision": line.pop("revision"),
        "content": line.pop("content"),
        "translations": {code: texts for code, texts in told.items() if language in {None, code}},
        "experience": line,
    }
