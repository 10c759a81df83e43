"""How facts of a case are said in the page's language."""

from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.sections.wording import shown_day
from hamshahr.kernel.today import today


class Facts(Protocol):
    """What is said of a case beside its prose; a model or a row of a list has it."""

    @property
    def start_year(self) -> int | None: ...
    @property
    def end_year(self) -> int | None: ...
    @property
    def true_as_of_year(self) -> int | None: ...
    @property
    def evidence_level(self) -> int | None: ...
    @property
    def confirmed_on(self) -> date | None: ...
    @property
    def unanswered_since(self) -> date | None: ...


# A case that nobody has confirmed for so long is shown as waiting for somebody.
STALE_AFTER_YEARS = 5


def status(value: str) -> str:
    """Return where an intervention stands; empty where that is not known."""
    return {
        Experience.Status.PLANNED: _("Planned"),
        Experience.Status.ONGOING: _("Ongoing"),
        Experience.Status.COMPLETED: _("Completed"),
        Experience.Status.DISCONTINUED: _("Discontinued"),
        Experience.Status.UNKNOWN: "",
    }[Experience.Status(value)]


def status_label(value: str) -> str:
    """Return a status as a facet's value; the unknown one is named as such."""
    return status(value) or _("Status not known")


def period(experience: Facts, language: str) -> str:
    """Return from when to when, in years, as lists know it; empty where that is not known."""
    start, end = experience.start_year, experience.end_year
    return exact_period(str(start or ""), str(end or ""), language)


def exact_period(start: str, end: str, language: str) -> str:
    """Return from when to when, each as exactly as it was told: ``2019``, ``2019-03``."""
    first, last = shown_day(start, language), shown_day(end, language)
    if first and last and first != last:
        return _("%(start)s to %(end)s") % {"start": first, "end": last}
    if first and not last:
        return _("since %(year)s") % {"year": first}
    if last and not first:
        return _("until %(year)s") % {"year": last}
    return first


def true_as_of(experience: Facts, language: str) -> str:
    """Return of which year the case tells, with its age."""
    year = experience.true_as_of_year
    return exact_true_as_of("" if year is None else str(year), year or 0, language)


def exact_true_as_of(said: str, year: int, language: str) -> str:
    """Return of when the case tells, as exactly as it was told, with its age in years."""
    shown = shown_day(said, language)
    if not shown:
        return _("As of when: not known")
    age = today().year - year
    if age <= 0:
        return _("As of %(year)s, this year") % {"year": shown}
    return ngettext(
        "As of %(year)s, %(age)s year ago", "As of %(year)s, %(age)s years ago", age
    ) % {"year": shown, "age": reading.number(age, language)}


def confirmed(day: date | None, language: str) -> str:
    """Return when the city last said that a case is so; empty where it never did."""
    if day is None:
        return ""
    return _("Confirmed by the city on %(day)s") % {"day": reading.day(day, language)}


def retired(at: datetime | None, language: str) -> str:
    """Return since when a case is no longer so; empty where it is so still."""
    if at is None:
        return ""
    return _("Retired on %(day)s: no longer so") % {"day": reading.day(at, language)}


def unanswered(asked: date | None, language: str) -> str:
    """Return that the city left open whether a case is still so; empty where it did not."""
    if asked is None:
        return ""
    return _("The city has not answered whether this is still so (asked %(day)s)") % {
        "day": reading.day(asked, language)
    }


def is_stale(experience: Facts) -> bool:
    """Tell whether nobody has said for years that a case is so, or was asked in vain."""
    confirmed_on = experience.confirmed_on
    year = max(experience.true_as_of_year or 0, confirmed_on.year if confirmed_on else 0)
    if experience.unanswered_since is not None or not year:
        return True
    return today().year - year >= STALE_AFTER_YEARS


def evidence(experience: Facts, language: str) -> str:
    """Return the evidence level that a reviewer set, or that none did."""
    if experience.evidence_level is None:
        return _("Evidence: not assessed")
    return _("Evidence level %(level)s of 5") % {
        "level": reading.number(experience.evidence_level, language)
    }


def decade(value: str, language: str) -> str:
    """Return the facet value ``2010`` as a reader reads it: the years from 2010 to 2019."""
    return _("%(start)s to %(end)s") % {
        "start": reading.digits(value, language),
        "end": reading.gregorian(int(value) + 9, language),
    }
