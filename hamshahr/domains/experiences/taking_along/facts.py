"""The short facts of a case on paper and in Word, so that both say the same."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import Language
from hamshahr.design.mail.isolating import direction_of
from hamshahr.domains.experiences.page_regions import ExperiencePage
from hamshahr.domains.experiences.sections.parts import Fact, Said, ShownResult


def facts_in_front(page: ExperiencePage, language: Language) -> tuple[Fact, ...]:
    """Return what is told in short, worded in ``language``; what is not known is left out."""
    told = (Fact(label, tuple(values)) for label, values in _told(page, language))
    return (*(fact for fact in told if fact.values), *page.facts)


def introducing(label: str) -> str:
    """Return a label before what it labels: languages part it from its colon differently."""
    return _("%(label)s:") % {"label": label}


def of_unknown_language(text: str, language: Language) -> Said:
    """Return a text that runs as its first letter does; nobody noted its language (ISO 639-2)."""
    return Said(text, Language("und", "", direction_of(text) or language.direction))


def value_of(one: ShownResult, language: Language) -> Said | None:
    """Return what was measured, as the page says it; a single value may be of before or after."""
    if one.before:
        words = _("from %(before)s to %(after)s") % {"before": one.before, "after": one.after}
        return Said(words, language)
    if one.value is None:
        return None
    return replace(one.value, text=reading.digits(one.value.text, language.code))


def when_of(one: ShownResult) -> str:
    """Return when it was measured, first and last."""
    return " – ".join(day for day in (one.before_date, one.date) if day) or _("not known")


def _told(page: ExperiencePage, language: Language) -> Iterator[tuple[str, list[Said]]]:
    def own(*texts: str) -> list[Said]:
        return [Said(text, language) for text in texts if text]

    head = page.head
    goals = (f"{reading.number(goal.number, language.code)} {goal.label}" for goal in page.sdgs)
    yield _("Topics"), own(*(topic.label for topic in head.topics))
    yield _("Status"), own(head.status)
    yield _("Period"), own(head.period)
    yield _("How old this is"), own(head.true_as_of)
    yield _("Evidence"), own(head.evidence)
    if page.evidence_reason:
        yield _("Why this level"), [of_unknown_language(page.evidence_reason, language)]
    yield _("Sustainable Development Goals"), own(*goals)
    yield _("Who tells it"), own(page.provenance)
    yield _("Licence"), own(page.licence)
    if page.rights_holder:
        yield _("Rights holder"), [of_unknown_language(page.rights_holder, language)]
