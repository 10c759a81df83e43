"""Deeds on the texts in which a city says who it is, and what is particular to it."""

from django.db import transaction

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models import City, CityText
from hamshahr.domains.network.models.own_words import LONGEST_CITY_TEXT
from hamshahr.domains.network.own_words.refusals import ChangedMeanwhile
from hamshahr.domains.network.own_words.written import (
    clean_text,
    keep_record,
    kept_by,
    require_language,
)


@transaction.atomic
def write_city_text(
    *, city: City, part: CityText.Part, language: str, text: str, based_on: int, by: User
) -> CityText | None:
    """Keep a new revision of a text; ``None`` where it says what it said.

    ``based_on`` is the number of the revision that the writer had before her (0: none). An empty
    text withdraws it. Raises ``PermissionDenied``, ``ChangedMeanwhile``, ``CannotBeKept``.
    """
    city = kept_by(city, by)
    require_language(city, language)
    text = clean_text(text, LONGEST_CITY_TEXT, "text")
    last = CityText.objects.filter(city=city, part=part, language=language).first()
    if (last.text if last else "") == text:
        return None
    if based_on != (last.number if last else 0):
        raise ChangedMeanwhile
    revision = CityText.objects.create(
        city=city, part=part, language=language, number=based_on + 1, text=text, written_by=by
    )
    keep_record(
        by,
        city,
        deed="network.write_city_text",
        part=str(part),
        language=language,
        number=revision.number,
    )
    return revision
