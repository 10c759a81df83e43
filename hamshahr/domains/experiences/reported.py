"""Experiences as moderation knows them: found, read whole, hidden and shown again."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
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
from hamshahr.domains.experiences.looking_up import around_of
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.queries import case
from hamshahr.domains.experiences.sections.composing import sections_of
from hamshahr.domains.experiences.sections.texts import texts


def find(code: str, language: str) -> Subject | None:
    """Return the experience that anybody may see under a code."""
    found = visible_to(None).select_related("city").filter(code=code).first()
    return _subject(found, language) if found else None


def known(ids: Sequence[UUID], language: str) -> Mapping[UUID, Subject]:
    """Return those of the experiences that there are, hidden ones too; one query."""
    there = Experience.objects.select_related("city").filter(pk__in=list(ids))
    return {experience.pk: _subject(experience, language) for experience in there}


def passages(experience_id: UUID, language: str) -> Sequence[Passage]:
    """Return the whole text of an experience, hidden or not: for moderators alone."""
    code = Experience.objects.values_list("code", flat=True).get(pk=experience_id)
    whole = case(code, by=system_actor())
    if whole is None:
        return []
    content = whole.content()
    around = around_of(whole, content, language, original=True)
    told = ((part.heading, tuple(texts(part))) for part in sections_of(content, around))
    return [Passage(heading, said) for heading, said in told if said]


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
