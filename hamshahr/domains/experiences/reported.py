"""Experiences as moderation knows them: found, read whole, hidden and shown again."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.moderation.registry import (
    Passage,
    Reportable,
    Subject,
    register_reportable,
)
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences.hiding import hide_experience, show_experience_again
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.pages import paragraphs, sections
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.queries import case


def find(code: str, language: str) -> Subject | None:
    """Return the experience that anybody may see under a code."""
    found = visible_to(None).select_related("city").filter(code=code).first()
    return _subject(found, language) if found else None


def known(ids: Sequence[UUID], language: str) -> Mapping[UUID, Subject]:
    """Return those of the experiences that there are, hidden ones too; one query."""
    there = Experience.objects.select_related("city").filter(pk__in=list(ids))
    return {experience.pk: _subject(experience, language) for experience in there}


def passages(experience_id: UUID, language: str) -> Sequence[Passage]:  # noqa: ARG001 - headings are worded in the active language
    """Return the whole text of an experience, hidden or not: for moderators alone."""
    code = Experience.objects.values_list("code", flat=True).get(pk=experience_id)
    whole = case(code, by=system_actor())
    if whole is None:
        return []
    prose = [Passage(section.heading, section.paragraphs) for section in sections(whole)]
    return [
        *(passage for passage in prose if passage.paragraphs),
        *_listed(_("Results"), (f"{each.indicator}: {each.value}" for each in whole.results)),
        *_listed(_("Cost"), paragraphs(whole.cost)),
        *_listed(_("Partners"), whole.partners),
        *_listed(_("Sources"), (f"{each.title} {each.url}".strip() for each in whole.sources)),
    ]


def _listed(heading: str, lines: Iterable[str]) -> Sequence[Passage]:
    said = tuple(lines)
    return [Passage(heading, said)] if said else []


def _subject(experience: Experience, language: str) -> Subject:
    return Subject(
        kind=KIND,
        object_id=experience.pk,
        code=experience.code,
        title=experience.title,
        language=language_of(experience.language),
        url=reverse("experiences:experience", args=[experience.code]),
        owner=experience.city_id,
        owner_name=experience.city.name_in(language),
    )


def register() -> None:
    """Called by the manifest."""
    register_reportable(
        Reportable(
            kind=KIND,
            name=gettext_lazy("Experience"),
            find=find,
            known=known,
            passages=passages,
            hide=hide_experience,
            show_again=show_experience_again,
        )
    )
