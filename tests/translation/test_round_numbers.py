"""Numbers of which two figures are enough are read in words."""

import pytest

from hamshahr.commons.translation.reading import compact


@pytest.mark.parametrize(
    ("value", "language", "read"),
    [
        (1_249_942, "fa", "۱٫۲ میلیون"),
        (1_249_942, "en", "1.2 million"),
        (12_294_193, "fr", "12 millions"),
        (841_145, "es", "840 mil"),
        (1_000_000, "ar", "1 مليون"),
        (937, "en", "940"),
        (0, "en", "0"),
    ],
)
def test_a_population_is_read_to_two_figures(value, language, read):
    assert compact(value, language).replace("\u00a0", " ") == read
