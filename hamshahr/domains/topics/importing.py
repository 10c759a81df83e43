"""Bringing in a vocabulary: all of a SKOS file, or nothing."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from psycopg.errors import ForeignKeyViolation

from hamshahr.commons.accounts.models import User
from hamshahr.domains.topics.models import ConceptScheme, Topic, TopicLabel
from hamshahr.domains.topics.permissions import may_replace_vocabulary
from hamshahr.domains.topics.skos.comparing import Changes, changes, obstacles
from hamshahr.domains.topics.skos.concepts import OWN_CONCEPT, Concept, Scheme
from hamshahr.domains.topics.skos.keeping import kept_scheme
from hamshahr.domains.topics.skos.reading import read_graph
from hamshahr.domains.topics.skos.refusing import VocabularyRefused
from hamshahr.domains.topics.skos.understanding import understood
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.folding import fold
from hamshahr.kernel.remembering import forget_all

DEED = "topics.import_vocabulary"
_LOCK = 7_302_011  # one vocabulary at a time; any number that nothing else in the database uses
_CODES_RECORDED = 100


@dataclass(frozen=True)
class Imported:
    """What a file changed, or would change; ``notes`` say what of it is not kept as it stands."""

    changes: Changes
    notes: list[str]


def import_vocabulary(
    *, path: Path, by: User, remove: bool = False, dry_run: bool = False
) -> Imported:
    """Make the vocabulary what the SKOS file at ``path`` says, in one transaction.

    A topic that the file lacks stays, or goes where ``remove`` is true and nothing rests on it.
    ``dry_run`` checks all and writes nothing. Raises ``VocabularyRefused`` with every mistake,
    and ``OSError`` where the file cannot be read; then nothing was changed.
    """
    if not may_replace_vocabulary(by):
        raise PermissionDenied("Only the system brings in a vocabulary.")
    graph = read_graph(path)
    try:
        with transaction.atomic():
            _wait_for_others()
            before = kept_scheme(by=by)
            found = understood(graph, before.concepts)
            if mistakes := obstacles(before, found.scheme, remove=remove):
                raise VocabularyRefused(mistakes)
            imported = Imported(changes(before, found.scheme), found.notes)
            if not dry_run:
                _write(before, found.scheme, imported.changes, by, remove=remove)
    except (ProtectedError, IntegrityError) as error:
        if isinstance(error, IntegrityError) and not isinstance(
            error.__cause__, ForeignKeyViolation
        ):
            raise
        raise VocabularyRefused(
            ["Somebody used one of the topics meanwhile. Nothing was changed; import it again."]
        ) from error
    return imported


def _write(before: Scheme, after: Scheme, found: Changes, by: User, *, remove: bool) -> None:
    gone = found.missing if remove else []
    if found.is_nothing and not gone and ConceptScheme.objects.exists():
        return
    _remove(gone)
    codes = {uri: concept.code for uri, concept in {**before.concepts, **after.concepts}.items()}
    touched = [
        concept
        for concept in after.concepts.values()
        if before.concepts.get(concept.uri) != concept
    ]
    for concept in sorted(touched, key=lambda concept: concept.broader is not None):
        _lay(concept, codes)
    _lay_labels(touched)
    _lay_relations(touched, codes)
    ConceptScheme.objects.update_or_create(
        only=True, defaults={"uri": after.uri, "statements": after.statements}
    )
    record(
        by=by,
        deed=DEED,
        object_type="vocabulary",
        object_id=after.uri[:200],
        concepts=len(after.concepts),
        added=found.added[:_CODES_RECORDED],
        changed=list(found.changed)[:_CODES_RECORDED],
        removed=gone[:_CODES_RECORDED],
    )
    transaction.on_commit(forget_all)  # labels that this process read a moment ago


def _lay(concept: Concept, codes: dict[str, str]) -> None:
    own = concept.uri == f"{OWN_CONCEPT}{concept.code}"
    said = {
        "uri": "" if own else concept.uri,
        "broader_id": codes[concept.broader] if concept.broader else None,
        "definition": dict(concept.definition),
        "position": concept.position,
        "further": concept.further,
    }
    topic, _ = Topic.objects.update_or_create(
        code=concept.code, defaults=said, create_defaults=said | {"sdgs": sorted(concept.goals)}
    )
    if set(topic.sdgs) != concept.goals:  # else their order, the most telling first, stays
        topic.sdgs = sorted(concept.goals)
        topic.save(update_fields=["sdgs"])


def _lay_labels(concepts: Collection[Concept]) -> None:
    """Write what is new and take away what is gone; a label that stays keeps its place."""
    wanted = {
        (concept.code, language, kind, text)
        for concept in concepts
        for kind, texts in (
            (TopicLabel.Kind.PREFERRED, concept.preferred.items()),
            (TopicLabel.Kind.ALTERNATIVE, concept.alternative),
        )
        for language, text in texts
    }
    there = {
        (label.topic_id, label.language, TopicLabel.Kind(label.kind), label.text): label.pk
        for label in TopicLabel.objects.filter(topic__in=[one.code for one in concepts])
    }
    gone = [pk for label, pk in there.items() if label not in wanted]
    TopicLabel.objects.filter(pk__in=gone).delete()
    TopicLabel.objects.bulk_create(
        TopicLabel(topic_id=code, language=language, kind=kind, text=text, folded=fold(text))
        for code, language, kind, text in sorted(wanted - there.keys())
    )


def _lay_relations(concepts: Collection[Concept], codes: dict[str, str]) -> None:
    through = Topic.related.through
    here = [concept.code for concept in concepts]
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for uri in concept.related:
            wanted[concept.code].add(codes[uri])
            wanted[codes[uri]].add(concept.code)
    manager = through._default_manager
    manager.filter(from_topic__in=here).delete()
    manager.filter(to_topic__in=here).delete()
    manager.bulk_create(
        through(from_topic_id=one, to_topic_id=other)
        for one, others in sorted(wanted.items())
        for other in sorted(others)
    )


def _remove(codes: list[str]) -> None:
    """Delete topics, then themes, whose other topics have another theme in the file.

    The database refuses where something rests on one of them.
    """
    going = Topic.objects.filter(code__in=codes)
    going.filter(broader__isnull=False).delete()
    Topic.objects.filter(broader__in=codes).update(broader=None)
    going.delete()


def _wait_for_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
