"""The page of one experience, put together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.links.queries import unreachable_among
from hamshahr.commons.moderation.addresses import report_url
from hamshahr.commons.moderation.models import Ground
from hamshahr.commons.translation import reading
from hamshahr.domains.experiences import queries
from hamshahr.domains.experiences.broken_links import not_reachable
from hamshahr.domains.experiences.cards import card
from hamshahr.domains.experiences.changes import change
from hamshahr.domains.experiences.goals import goal_tag
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.regions import (
    ExperienceHead,
    ExperiencePage,
    ResultLine,
    Section,
    SharingPicture,
    Similar,
    SourceLine,
)
from hamshahr.domains.experiences.taking_along.files import FORMS
from hamshahr.kernel.addresses import public_address

# What a reader may be led to; a file's line may hold any scheme
_WEB = ("https://", "http://")
_PARAGRAPH = re.compile(r"\n\s*\n|\r\n\s*\r\n")


def experience_page(code: str, language: str, *, by: User | None) -> ExperiencePage | None:
    """Return all that the page of an experience shows, worded in ``language``.

    ``None`` alike where it is not there or not for ``by``.
    """
    case = queries.case(code, by=by)
    if case is None:
        return None
    shown, similar = queries.with_similar(case.pk, language, by=by)
    return ExperiencePage(
        head=shown,
        picture=_picture(case, shown, language),
        sections=tuple(sections(case)),
        results=tuple(_result(result, language) for result in case.results),
        sources=tuple(_sources(case.sources, language)),
        partners=tuple(case.partners),
        cost=case.cost,
        sdgs=tuple(goal_tag(goal) for goal in case.sdgs),
        licence=case.licence,
        rights_holder=case.rights_holder,
        is_compiled=case.provenance == Experience.Provenance.COMPILED,
        published=case.published_at,
        citation=_citation(case, shown, language),
        ask_urls=_ask_urls(case.code),
        files={form: reverse(f"experiences:{form}", args=[case.code]) for form in FORMS},
        similar=tuple(Similar(head=other, shared=_shared(shown, other)) for other in similar),
    )


def _ask_urls(code: str) -> dict[str, str]:
    return {
        "claim": reverse("experiences:ask", args=[code, "claim"]),
        "correct": report_url(KIND, code, ground=Ground.MISTAKE),
        "report": report_url(KIND, code),
    }


def sections(case: queries.CaseRecord) -> Iterable[Section]:
    """Return the prose of a case by its headings; a part that says nothing has no paragraphs."""
    prose = (
        ("summary", _("In short"), case.summary),
        ("problem", _("The problem"), case.problem),
        ("approach", _("What was done"), case.approach),
        ("lessons", _("Lessons"), case.lessons),
        ("conditions", _("What it takes elsewhere"), case.conditions),
    )
    for key, heading, text in prose:
        yield Section(key, heading, paragraphs(text))


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, which an empty line parts."""
    return tuple(part.strip() for part in _PARAGRAPH.split(text) if part.strip())


def _result(result: queries.ResultRecord, language: str) -> ResultLine:
    return ResultLine(
        indicator=result.indicator,
        value=result.value,
        unit=result.unit,
        year=result.year,
        source_number=result.source,
        is_target=result.is_target,
        change=change(result.before, result.after, result.unit, language),
    )


def _sources(sources: Sequence[queries.SourceRecord], language: str) -> Iterator[SourceLine]:
    broken = unreachable_among([source.url for source in sources if source.url])
    for source in sources:
        line = SourceLine(*source)
        if not source.url.startswith(_WEB):
            yield replace(line, url="")
        elif source.url in broken:
            yield replace(line, trouble=not_reachable(broken[source.url], language))
        else:
            yield line


def _shared(one: ExperienceHead, other: ExperienceHead) -> str:
    mine = {topic.label for topic in one.topics}
    both = [topic.label for topic in other.topics if topic.label in mine]
    if both:
        return _("Same topics: %(topics)s") % {"topics": _(", ").join(both)}
    return _("A similar problem")


def _picture(case: queries.CaseRecord, shown: ExperienceHead, language: str) -> SharingPicture:
    version = card(case, shown, language).version()
    return SharingPicture(
        url=public_address(f"{reverse('experiences:card', args=[case.code])}?v={version}"),
        alt=_("%(city)s, %(country)s: %(title)s")
        % {"city": shown.city, "country": shown.country, "title": shown.title},
    )


def _citation(case: queries.CaseRecord, shown: ExperienceHead, language: str) -> str:
    published = reading.day(case.published_at, language) if case.published_at else ""
    return _("%(city)s, “%(title)s”, Hamshahr, %(date)s, %(licence)s.") % {
        "city": shown.city,
        "title": shown.title,
        "date": published,
        "licence": case.licence,
    }
