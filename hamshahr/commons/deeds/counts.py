"""Numbers from the details of a record, as its sentence shows them."""

from collections.abc import Mapping
from typing import Any

from hamshahr.commons.translation.reading import number
from hamshahr.kernel.audit.deeds import Words


def counts(*names: str) -> Words:
    """Return words that show these details as numbers; one that an older record lacks is 0."""

    def words(details: Mapping[str, Any], language: str) -> Mapping[str, str]:
        return {name: number(int(details.get(name) or 0), language) for name in names}

    return words
