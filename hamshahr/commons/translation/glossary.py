"""The glossary of municipal terms: each concept with its terms in the five languages.

``glossary.json`` is a list of concepts; each maps language codes to terms, the usual one first.
Arabic nouns stand without the article. Add a language by adding its terms: nothing else changes.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("glossary.json")

Concept = Mapping[str, Sequence[str]]


@cache
def concepts() -> tuple[Concept, ...]:
    """Return the concepts, in the file's order."""
    return tuple(json.loads(_FILE.read_text(encoding="utf-8")))
