"""What fills itself in: the name and unit of an indicator, and what a city measured before."""

from django.utils import translation

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.experiences.content.choosing_indicators import indicator
from hamshahr.domains.experiences.content.fields import FieldSpec, Kind
from hamshahr.domains.experiences.content.form import spec_of
from hamshahr.domains.manuscripts.models import Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.saving import Saved, content_of, save_field

_SUGGESTED = 40  # a list that is looked through
_NAME_OF_A_RESULT = r"^results\.[a-z0-9]{8}\.name$"


def fill_in_indicators(
    *, manuscript: Manuscript, saved: dict[str, Saved], by: User
) -> dict[str, Saved]:
    """Give results whose indicator was just chosen its name and unit, where they have none."""
    filled: dict[str, Saved] = {}
    content = content_of(manuscript)
    for path, kept in saved.items():
        spec = spec_of(path)
        chosen = indicator(str(kept.value))
        if not isinstance(spec, FieldSpec) or spec.kind is not Kind.INDICATOR or chosen is None:
            continue
        # In the manuscript's language, where the list is worded in it; else in the reader's
        known = manuscript.language in INTERFACE_LANGUAGES
        language = manuscript.language if known else translation.get_language()
        with translation.override(language):
            words = {"name": str(chosen.label), "unit": str(chosen.unit)}
        for key, text in words.items():
            beside = f"{path.rpartition('.')[0]}.{key}"
            if beside not in content.values:
                filled[beside] = save_field(
                    manuscript=manuscript, path=beside, value=text,
                    based_on=_version(manuscript, beside), by=by,
                )  # fmt: skip
    return filled


def measured_before(manuscript: Manuscript) -> list[str]:
    """Return what the city measured elsewhere, by name: its own indicators beside the list's."""
    found = ManuscriptField.objects.filter(
        manuscript__city=manuscript.city_id, path__regex=_NAME_OF_A_RESULT
    ).exclude(manuscript=manuscript)
    names = found.order_by("-changed_at").values_list("value", flat=True)[:_SUGGESTED]
    return list(dict.fromkeys(str(name) for name in names if name))


def _version(manuscript: Manuscript, path: str) -> int:
    found = ManuscriptField.objects.filter(manuscript=manuscript, path=path)
    return found.values_list("version", flat=True).first() or 0
