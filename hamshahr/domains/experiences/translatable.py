"""Experiences as translating knows them: the prose that anybody may read, field by field."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translating.registry import (
    Field,
    Subject,
    Texts,
    Translatable,
    register_translatable,
)
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences.content.form import UnknownPath, group, spec_of
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.publishing.projecting import content_of

KIND = "experience"
# A title in English is a translation already
_NOT_TRANSLATED = frozenset({"title_en"})
# Licences that let everybody translate, as nobody was asked about what an import brought
_LETS_TRANSLATE = ("CC BY", "CC0")


def texts(ids: Collection[UUID]) -> Iterator[Texts]:
    """Return the prose of those of ``ids`` that anybody may read, in the order of the form."""
    found = (
        visible_to(None)
        .filter(pk__in=ids)
        .select_related("revision")
        .prefetch_related("topic_links", "sources", "results")
    )
    for experience in found:
        may = may_be_machine_translated(experience)
        prose = content_of(experience).public().prose()
        fields = tuple(
            Field(path, text, experience.language, may)
            for path, text in prose
            if path not in _NOT_TRANSLATED
        )
        yield Texts(experience.pk, experience.city_id, fields)


def may_be_machine_translated(experience: Experience) -> bool:
    """Tell whether its city agreed, or where no city was asked, whether its licence does."""
    if experience.revision is not None:
        return experience.revision.may_be_machine_translated
    licence = experience.licence.upper()
    return licence.startswith(_LETS_TRANSLATE) and "ND" not in licence


def named(ids: Collection[UUID], language: str, by: User | None) -> Mapping[UUID, Subject]:
    """Introduce those of the experiences that ``by`` may see; one query."""
    found = visible_to(by).filter(pk__in=ids).select_related("city")
    return {
        each.pk: Subject(
            title=each.title,
            language=language_of(each.language),
            url=reverse("experiences:experience", args=[each.code]),
            owner_name=each.city.name_in(language),
        )
        for each in found
    }


def label(path: str) -> str:
    """Return what the field of a path is called: “Building block: what it is”."""
    try:
        spec = spec_of(path)
    except UnknownPath:
        return path
    if "." not in path:
        return str(spec.label)
    one = group(path.partition(".")[0]).one
    return _("%(one)s: %(field)s") % {"one": one, "field": spec.label}


def all_ids() -> Iterable[UUID]:
    return visible_to(None).order_by("pk").values_list("pk", flat=True).iterator()


def register() -> None:
    """Called by the manifest."""
    register_translatable(
        Translatable(
            kind=KIND,
            name=gettext_lazy("Experience"),
            texts=texts,
            named=named,
            label=label,
            all_ids=all_ids,
        )
    )
