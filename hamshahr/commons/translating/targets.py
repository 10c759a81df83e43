"""Into which languages is translated."""

from hamshahr.commons.translation.languages import offered_languages


def target_languages() -> list[str]:
    """Return the codes of the languages that this instance offers its readers."""
    return [each.code for each in offered_languages()]
