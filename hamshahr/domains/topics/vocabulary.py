"""The vocabulary file: how a vocabulary is shipped, checked before it is loaded."""

from collections import Counter
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from hamshahr.kernel.folding import fold

STARTER_VOCABULARY = Path(__file__).with_name("vocabulary.json")

LanguageCode = str


class Labels(BaseModel):
    """What a concept is called in one language."""

    model_config = ConfigDict(extra="forbid")

    preferred: str = Field(min_length=1, max_length=120)
    alternative: list[Annotated[str, Field(max_length=120)]] = []


class Concept(BaseModel):
    """A theme, or a topic where it has something broader."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    broader: str | None = None
    related: list[str] = []
    sdgs: list[Annotated[int, Field(ge=1, le=17)]] = []
    labels: dict[LanguageCode, Labels]
    definition: dict[LanguageCode, str] = {}


class Vocabulary(BaseModel):
    """Themes and their topics, in reading order."""

    model_config = ConfigDict(extra="forbid")

    languages: list[LanguageCode]
    themes: list[Concept]
    topics: list[Concept]

    @property
    def concepts(self) -> list[Concept]:
        """Themes first, so that what is broader is there before what is narrower."""
        return [*self.themes, *self.topics]

    @model_validator(mode="after")
    def _is_a_vocabulary(self) -> "Vocabulary":
        themes = {theme.id for theme in self.themes}
        known = Counter(concept.id for concept in self.concepts)
        if twice := [code for code, times in known.items() if times > 1]:
            raise ValueError(f"two concepts have the id {twice[0]!r}")
        if narrower := [theme.id for theme in self.themes if theme.broader is not None]:
            raise ValueError(f"{narrower[0]!r} is a theme and has no 'broader'")
        for topic in self.topics:
            if topic.broader not in themes:
                raise ValueError(f"topic {topic.id!r} needs a theme as 'broader'")
            if missing := set(topic.related) - set(known):
                raise ValueError(f"topic {topic.id!r} is related to unknown {sorted(missing)[0]!r}")
        self._labels_name_one_concept()
        return self

    def _labels_name_one_concept(self) -> None:
        owners: dict[tuple[str, str], str] = {}
        for concept in self.concepts:
            for language, labels in concept.labels.items():
                for text in (labels.preferred, *labels.alternative):
                    if not fold(text):
                        raise ValueError(
                            f"a {language} label of {concept.id!r} holds no word: {text!r}"
                        )
                    owner = owners.setdefault((language, fold(text)), concept.id)
                    if owner != concept.id:
                        raise ValueError(
                            f"the {language} label {text!r} names both {owner!r} and {concept.id!r}"
                        )


def read_vocabulary(path: Path = STARTER_VOCABULARY) -> Vocabulary:
    """Return the vocabulary in ``path``.

    Raises ``pydantic.ValidationError`` (a ``ValueError``) that names what is wrong.
    """
    return Vocabulary.model_validate_json(path.read_bytes())
