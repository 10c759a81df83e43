"""The sharing picture of an experience: what it says."""

import icu
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reader import ANYBODY, reading_as
from hamshahr.design.pictures.card import Bar, Card, Measured, Text
from hamshahr.domains.experiences import queries
from hamshahr.domains.experiences.changes import change
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.regions import ExperienceHead

# Longer than any sentence; a picture holds less.
_SENTENCE = 600


def card_of(code: str, language: str, *, by: User | None) -> Card | None:
    """Return what the picture of an experience says in ``language``.

    ``None`` alike where it is not there or not for ``by``.
    """
    case = queries.case(code, by=by)
    head = case and heads([case.pk], language, by=by, retired=case.pk).get(case.pk)
    return card(case, head, language) if case and head else None


def card(case: queries.CaseRecord, head: ExperienceHead, language: str) -> Card:
    """Return the picture of a case that was read already.

    It shows the first change of which both values are known, else the summary's first sentence.
    A target is no change, and a single figure may well be the one from before. It is worded for
    nobody in particular, whoever asks: all who come by its address see one picture.
    """
    with reading_as(ANYBODY):
        return _card(case, head, language)


def _card(case: queries.CaseRecord, head: ExperienceHead, language: str) -> Card:
    say = _Saying(language, head)
    measured = _measured(case, say, language)
    there = head.translated
    mark = there.mark if there else ""
    as_of = head.retired or _as_of(case.true_as_of_year, language)
    return Card(
        name=say.here("هم‌شهر" if say.is_rtl else "Hamshahr"),
        seed=head.city_slug,
        title=say.here(there.text) if there else say.there(head.title),
        city=say.here(head.city),
        country=say.here(head.country),
        measured=measured,
        sentence=None if measured else say.there(_first_sentence(case.summary, head)),
        as_of=say.here(" · ".join(filter(None, (mark, as_of)))),
    )


class _Saying:
    """Texts in the language of the page (here) and in that of the case (there)."""

    def __init__(self, language: str, head: ExperienceHead) -> None:
        self._page, self._case = language_of(language), head.language
        self.is_rtl = self._page.direction == "rtl"

    def here(self, said: str) -> Text:
        return Text(said, self._page.code, self._page.direction)

    def there(self, said: str) -> Text:
        return Text(said, self._case.code, self._case.direction)


def _measured(case: queries.CaseRecord, say: _Saying, language: str) -> Measured | None:
    for result in case.results:
        if result.is_target:
            continue
        seen = change(result.before, result.after, result.unit, language)
        if seen is not None:
            return Measured(
                indicator=say.there(result.indicator),
                unit=say.there(result.unit),
                before=Bar(say.here(_("Before")), say.here(seen.before), seen.before_length),
                after=Bar(say.here(_("After")), say.here(seen.after), seen.after_length),
            )
    return None


def _as_of(year: int | None, language: str) -> str:
    """Without its age, which a picture cannot keep up to date."""
    return _("As of %(year)s") % {"year": reading.year(year, language)} if year else ""


def _first_sentence(text: str, head: ExperienceHead) -> str:
    sentences = icu.BreakIterator.createSentenceInstance(icu.Locale(head.language.code))
    start = icu.UnicodeString(" ".join(text.split())[:_SENTENCE])
    sentences.setText(start)
    return str(start[: sentences.nextBoundary()]).strip() if len(start) else ""
