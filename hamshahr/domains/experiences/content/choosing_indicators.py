"""The list of indicators as a form offers it, and as a page names what was chosen."""

from functools import cache

from hamshahr.domains.experiences.content.indicators import THEMES, Indicator


def indicators_by_theme() -> list[tuple[str, tuple[Indicator, ...]]]:
    """Return the indicators of each theme, under its name in the active language."""
    return [(str(theme.label), theme.indicators) for theme in THEMES]


def indicator(code: str) -> Indicator | None:
    """Return the indicator with this code; ``None`` where there is none."""
    return _by_code().get(code)


def indicator_labels() -> dict[str, str]:
    """Return every indicator's code with its name in the active language."""
    return {code: str(one.label) for code, one in _by_code().items()}


def is_indicator(code: str) -> bool:
    return code in _by_code()


@cache
def _by_code() -> dict[str, Indicator]:
    return {one.code: one for theme in THEMES for one in theme.indicators}
