"""One space for the texts of all languages, learnt from the library's own texts.

Off-the-shelf multilingual embeddings put texts of one language near one another, whatever they
say. Here each vector is freed of its language first: the mean of the texts of its language is
taken away (Libovický, Rosa and Fraser, On the Language Neutrality of Pre-trained Multilingual
Representations, 2020, arXiv:2004.05160). The mean of few texts is shrunk towards the common mean
moved by the language's offset, which was measured once on parallel texts (``priors``).

There are two registers, each with means of its own: *short* (titles, queries of a few words) and
*long* (prose, queries of a paragraph).

A second embedder may know fewer languages. For texts in the others its vector is foretold from
the first one's by a linear map (ridge regression), learnt on texts that both have read.

A document is drawn a little towards its themes: the means of the documents that share them. What
its own words leave out, those of its like say (cluster-based smoothing: Liu and Croft,
Cluster-Based Retrieval Using Language Models, SIGIR 2004).

Pure NumPy: no database, no Django.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Register = Literal["short", "long"]
REGISTERS: tuple[Register, ...] = ("short", "long")

# How many texts of its own a language needs before they count as much as its prior.
PRIOR_TEXTS = 20.0
# The ridge: how many texts' worth of evidence the map must overcome.
RIDGE = 2.0
# What the second embedder's agreement counts beside the first's.
SECOND_WEIGHT = 0.7
# How far a document is drawn towards its themes; 0.1 to 0.3 measure alike.
THEME_WEIGHT = 0.2

_COMMON = "*"  # the mean for a language of which nothing is known


@dataclass(frozen=True)
class Reading:
    """One text as the embedders read it, rows of unit length.

    ``second`` is ``None`` where there is no second embedder or it does not know the language.
    """

    language: str
    register: Register
    first: Array
    second: Array | None


@dataclass(frozen=True)
class Means:
    """The mean vector of each language in one register of one embedder."""

    by_language: Mapping[str, Array]

    @classmethod
    def learn(cls, vectors: Sequence[tuple[str, Array]], offsets: Mapping[str, Array]) -> "Means":
        """Learn from (language, vector) pairs; ``offsets`` are the languages' priors."""
        grouped: defaultdict[str, list[Array]] = defaultdict(list)
        for language, vector in vectors:
            grouped[language].append(vector)
        if not grouped:
            return cls({})
        nothing = np.float32(0)
        moved = [vector - offsets.get(language, nothing) for language, vector in vectors]
        common: Array = np.asarray(np.mean(moved, axis=0), np.float32)
        means: dict[str, Array] = {
            language: common + offset for language, offset in offsets.items()
        }
        for language, own in grouped.items():
            evidence = np.sum(own, axis=0) + PRIOR_TEXTS * means.get(language, common)
            means[language] = np.asarray(evidence / (len(own) + PRIOR_TEXTS), np.float32)
        return cls({_COMMON: common, **means})

    def free(self, vector: Array, language: str) -> Array:
        """Return ``vector`` freed of its language, at unit length."""
        if not self.by_language:
            return vector
        return unit(vector - self.by_language.get(language, self.by_language[_COMMON]))


# Offsets by embedder and register, then by language; see ``priors``
Priors = Mapping[tuple[str, Register], Mapping[str, Array]]


class Space:
    """Where texts lie by what they say. Made by ``learn``, kept with the index as bytes."""

    def __init__(
        self,
        first: Mapping[Register, Means],
        second: Mapping[Register, Means],
        foretelling: Array | None,
        themes: Mapping[str, Array] | None = None,
    ) -> None:
        self._first = first
        self._second = second
        self._foretelling = foretelling
        self._themes = themes or {}

    @classmethod
    def learn(cls, readings: Iterable[Reading], priors: Priors) -> "Space":
        """Learn the means and the map from texts of the library; works for none, too."""
        known = list(readings)
        first = {
            register: Means.learn(
                [(text.language, text.first) for text in known if text.register == register],
                priors.get(("first", register), {}),
            )
            for register in REGISTERS
        }
        both = [text for text in known if text.second is not None]
        if not both:
            return cls(first, {}, None)
        second = {
            register: Means.learn(
                [
                    (text.language, text.second)
                    for text in both
                    if text.second is not None and text.register == register
                ],
                priors.get(("second", register), {}),
            )
            for register in REGISTERS
        }
        return cls(first, second, _ridge(both, first, second))

    def learn_themes(self, documents: Iterable[tuple[Sequence[str], Array]]) -> None:
        """Learn where themes lie from pairs of a document's themes and its place."""
        sums: dict[str, Array] = {}
        for themes, place in documents:
            for theme in themes:
                sums[theme] = sums.get(theme, np.float32(0)) + place
        self._themes = {theme: self.together([whole], [1.0]) for theme, whole in sums.items()}

    def drawn(self, place: Array, themes: Sequence[str]) -> Array:
        """Return a document's place, drawn towards those of its ``themes`` that are known."""
        known = [self._themes[theme] for theme in themes if theme in self._themes]
        if not known:
            return place
        theirs = self.together(known, [1.0] * len(known))
        return self.together([place, theirs], [1.0, THEME_WEIGHT])

    def place(self, text: Reading) -> Array:
        """Return the place of a text: a vector whose inner product with another tells nearness.

        Its two halves, one an embedder, have lengths 1 and the root of ``SECOND_WEIGHT``.
        """
        one = self._first[text.register].free(text.first, text.language)
        if self._foretelling is None:
            return one
        if text.second is not None:
            two = self._second[text.register].free(text.second, text.language)
        else:
            two = unit(one @ self._foretelling)
        return np.concatenate([one, np.sqrt(np.float32(SECOND_WEIGHT)) * two])

    def place_by(self, *, second: bool, language: str, register: Register, vector: Array) -> Array:
        """Return the place of a text that one embedder alone has read; its other half is zero.

        Comparable only with places made by the same embedder.
        """
        if self._foretelling is None:
            return self._first[register].free(vector, language)
        place = np.zeros(sum(self._foretelling.shape), np.float32)
        cut = self._foretelling.shape[0]
        if second:
            freed = self._second[register].free(vector, language)
            place[cut:] = np.sqrt(np.float32(SECOND_WEIGHT)) * freed
        else:
            place[:cut] = self._first[register].free(vector, language)
        return place

    def together(self, places: Sequence[Array], weights: Sequence[float]) -> Array:
        """Return the place of a whole from the places of its parts, halves at their lengths."""
        whole = np.sum(
            [weight * place for weight, place in zip(weights, places, strict=True)], axis=0
        )
        if self._foretelling is None:
            return unit(whole)
        cut = self._foretelling.shape[0]
        second = np.sqrt(np.float32(SECOND_WEIGHT)) * unit(whole[cut:])
        return np.concatenate([unit(whole[:cut]), second])

    def to_bytes(self) -> bytes:
        """Return the space in NumPy's ``npz`` form."""
        arrays = {
            f"{embedder}/{register}/{language}": vector
            for embedder, means in (("first", self._first), ("second", self._second))
            for register, of in means.items()
            for language, vector in of.by_language.items()
        }
        if self._foretelling is not None:
            arrays["foretelling"] = self._foretelling
        arrays |= {f"theme/{theme}": place for theme, place in self._themes.items()}
        file = io.BytesIO()
        single = {name: array.astype(np.float32) for name, array in arrays.items()}
        np.savez(file, **single)  # type: ignore[arg-type]  # NumPy types keywords as its flag
        return file.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Space":
        """Return the space that ``to_bytes`` wrote."""
        means: dict[str, dict[Register, dict[str, Array]]] = {
            embedder: {register: {} for register in REGISTERS} for embedder in ("first", "second")
        }
        foretelling = None
        themes: dict[str, Array] = {}
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            for name in arrays.files:
                if name == "foretelling":
                    foretelling = arrays[name]
                    continue
                if name.startswith("theme/"):
                    themes[name.removeprefix("theme/")] = arrays[name]
                    continue
                embedder, register, language = name.split("/", 2)
                means[embedder][_register(register)][language] = arrays[name]
        return cls(
            {register: Means(of) for register, of in means["first"].items()},
            {register: Means(of) for register, of in means["second"].items()},
            foretelling,
            themes,
        )


def unit(vector: Array) -> Array:
    """Return ``vector`` at length one; one without length stays as it is."""
    length = np.linalg.norm(vector, axis=-1, keepdims=True)
    return np.asarray(vector / np.maximum(length, 1e-9), np.float32)


def _ridge(
    both: Sequence[Reading], first: Mapping[Register, Means], second: Mapping[Register, Means]
) -> Array:
    """Return the map from the first embedder's freed vectors to the second's."""
    known = np.stack([first[text.register].free(text.first, text.language) for text in both])
    wanted = np.stack(
        [
            second[text.register].free(text.second, text.language)
            for text in both
            if text.second is not None
        ]
    )
    gram = known.T @ known + RIDGE * np.eye(known.shape[1], dtype=np.float32)
    return np.asarray(np.linalg.solve(gram, known.T @ wanted), np.float32)


def _register(name: str) -> Register:
    return "short" if name == "short" else "long"
