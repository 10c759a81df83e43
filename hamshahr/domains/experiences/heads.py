"""How experiences are introduced in lists: one fixed number of queries for any number of them."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.addresses import search_url
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences import wording
from hamshahr.domains.experiences.models import Experience, ExperienceTopic
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.regions import ExperienceHead, TopicTag
from hamshahr.domains.network.queries import country_name
from hamshahr.domains.topics.models import TopicLabel

# What a list shows of a case; its prose stays in the database.
_SHOWN = (
    "id", "code", "title", "title_en", "language", "status", "start_year", "end_year",
    "true_as_of_year", "evidence_level", "published_at", "state",
    "city__slug", "city__name", "city__names", "city__country",
)  # fmt: skip


def heads(
    ids: Sequence[UUID], language: str, *, by: User | None = None
) -> dict[UUID, ExperienceHead]:
    """Return the heads of those of ``ids`` that ``by`` may see, worded in ``language``."""
    experiences = visible_to(by).filter(pk__in=ids).select_related("city").only(*_SHOWN)
    topics = topic_tags(ids, language)
    return {
        experience.pk: head(experience, language, topics.get(experience.pk, ()))
        for experience in experiences
    }


def head(experience: Experience, language: str, topics: Sequence[TopicTag]) -> ExperienceHead:
    """Return the head of one experience, whose city must be loaded."""
    city = experience.city
    written_in = language_of(experience.language)
    return ExperienceHead(
        code=experience.code,
        url=reverse("experiences:experience", args=[experience.code]),
        title=experience.title,
        language=written_in,
        language_name=written_in.name_in(language),
        title_en=experience.title_en,
        city=city.name_in(language),
        country=country_name(city.country, language),
        city_slug=city.slug,
        topics=tuple(topics),
        period=wording.period(experience, language),
        status=wording.status(experience),
        true_as_of=wording.true_as_of(experience, language),
        is_stale=wording.is_stale(experience),
        evidence=wording.evidence(experience, language),
    )


def topic_tags(ids: Sequence[UUID], language: str) -> dict[UUID, list[TopicTag]]:
    """Return the topics of each experience, in its order, with labels of ``language``.

    English stands in where a topic has no label in it. One query.
    """
    rows = ExperienceTopic.objects.filter(
        experience__in=ids,
        topic__labels__kind=TopicLabel.Kind.PREFERRED,
        topic__labels__language__in={language, "en"},
    ).values_list(
        "experience_id", "topic_id", "topic__labels__language", "topic__labels__text"
    )
    labels: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    for experience, topic, of, text in rows:
        if of == language or topic not in labels[experience]:
            labels[experience][topic] = text
    return {
        experience: [
            TopicTag(label=text, url=search_url(("topic", topic))) for topic, text in own.items()
        ]
        for experience, own in labels.items()
    }
