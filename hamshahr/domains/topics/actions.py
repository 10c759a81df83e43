"""Deeds on the vocabulary."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hamshahr.commons.accounts.models import User
from hamshahr.domains.topics.models import ConceptScheme, Topic, TopicLabel
from hamshahr.domains.topics.permissions import may_replace_vocabulary
from hamshahr.domains.topics.vocabulary import Concept, Vocabulary
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.audit.queries import last_details
from hamshahr.kernel.folding import fold

_LOAD = "topics.load_vocabulary"
_STARTER = "starter"


@transaction.atomic
def load_vocabulary(*, vocabulary: Vocabulary, by: User) -> None:
    """Make the topics those of ``vocabulary``; topics of an earlier one stay, at the end.

    Running it again with the same vocabulary changes nothing. A topic is never deleted here, for
    experiences may carry it. Where the association has brought in its own vocabulary, that stays.
    """
    if not may_replace_vocabulary(by):
        raise PermissionDenied("Only the system loads a vocabulary.")
    if ConceptScheme.objects.exists():
        return
    digest = hashlib.sha256(vocabulary.model_dump_json().encode()).hexdigest()
    if last_details(deed=_LOAD, object_id=_STARTER).get("digest") == digest:
        return
    for position, concept in enumerate(vocabulary.concepts):
        Topic.objects.update_or_create(
            code=concept.id,
            defaults={
                "broader_id": concept.broader,
                "sdgs": concept.sdgs,
                "definition": concept.definition,
                "position": position,
            },
        )
    codes = [concept.id for concept in vocabulary.concepts]
    Topic.objects.exclude(code__in=codes).update(position=len(codes))
    _replace_relations(vocabulary)
    TopicLabel.objects.filter(topic__in=codes).delete()
    TopicLabel.objects.bulk_create(
        [label for concept in vocabulary.concepts for label in _labels(concept)]
    )
    record(
        by=by,
        deed=_LOAD,
        object_type="vocabulary",
        object_id=_STARTER,
        concepts=len(codes),
        digest=digest,
    )


def _replace_relations(vocabulary: Vocabulary) -> None:
    related = Topic.related.through._default_manager
    related.all().delete()
    pairs = {
        pair
        for concept in vocabulary.concepts
        for other in concept.related
        for pair in ((concept.id, other), (other, concept.id))
    }
    related.bulk_create(
        [Topic.related.through(from_topic_id=one, to_topic_id=two) for one, two in sorted(pairs)]
    )


def _labels(concept: Concept) -> list[TopicLabel]:
    found: dict[tuple[str, str], TopicLabel] = {}
    for language, labels in concept.labels.items():
        kinds = [(TopicLabel.Kind.PREFERRED, labels.preferred)]
        kinds += [(TopicLabel.Kind.ALTERNATIVE, text) for text in labels.alternative]
        for kind, text in kinds:
            label = TopicLabel(
                topic_id=concept.id, language=language, kind=kind, text=text, folded=fold(text)
            )
            found.setdefault((language, label.folded), label)  # two spellings, one folded form
    return list(found.values())
