"""Cases that read otherwise in another language."""

from datetime import timedelta

from django.utils import timezone

from hamshahr.commons.translating.models import FieldTranslation, SourceText
from hamshahr.commons.translating.texts import digest_of
from hamshahr.domains.experiences.publishing.projecting import content_of


def translate(experience, path, text, *, language="fa", checked_by=None, stale=False):
    """Have a text of a case read ``text`` in another language, Persian unless said."""
    now = timezone.now()
    original, written_in = str(content_of(experience).values[path]), experience.language
    source, _new = SourceText.objects.get_or_create(
        object_type="experience",
        object_id=experience.pk,
        path=path,
        defaults={
            "position": 0, "owner": experience.city_id, "language": written_in, "may_machine": True,
            "digest": digest_of(original, written_in), "changed_at": now,
        },
    )  # fmt: skip
    by_hand = checked_by is not None
    FieldTranslation.objects.create(
        source=source,
        language=language,
        text=text,
        origin="hand" if by_hand else "machine",
        machine_name="" if by_hand else "a machine",
        translated_by=checked_by,
        translated_at=now,
        checked_by=checked_by,
        checked_at=now if by_hand else None,
        source_digest=digest_of(original, written_in),
        source_text=original,
        stale_since=now - timedelta(days=1) if stale else None,
    )
