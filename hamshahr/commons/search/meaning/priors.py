"""What is known of languages before the library says anything: how far each displaces its texts.

Measured once on parallel texts by ``script/build-language-priors``: the thirty articles of the
Universal Declaration of Human Rights, and ten phrases of municipal life, in some eighty languages.
The offsets belong to the embedders they were measured with; another embedder has none.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np

from hamshahr.commons.search.embedding import Embedder
from hamshahr.commons.search.meaning.space import REGISTERS, Array, Priors, Register

_FILE = Path(__file__).with_name("language_priors.npz")


def priors_for(embedders: tuple[Embedder, ...]) -> Priors:
    """Return the offsets of these embedders; none for one they were not measured with."""
    positions = ("first", "second")
    measured = _measured()
    return {
        (position, register): measured.get((embedder.name, register), {})
        for position, embedder in zip(positions, embedders, strict=False)
        for register in REGISTERS
    }


@cache
def _measured() -> dict[tuple[str, Register], dict[str, Array]]:
    """Arrays are named ``embedder|register|language``."""
    found: defaultdict[tuple[str, Register], dict[str, Array]] = defaultdict(dict)
    with np.load(_FILE, allow_pickle=False) as arrays:
        for name in arrays.files:
            embedder, register, language = name.split("|")
            of: Register = "short" if register == "short" else "long"
            found[embedder, of][language] = arrays[name].astype(np.float32)
    return dict(found)
