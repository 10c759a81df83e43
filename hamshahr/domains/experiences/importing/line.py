"""The documented form of one line of an import file.

``script/build-schema`` writes it as JSON Schema to ``experience.schema.json`` beside this file.
Only ``id``, ``city``, ``country_iso2``, ``title`` and ``language`` must be there; everything else
may be missing or null, and is then shown as not known.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from hamshahr.commons.translation.languages import UnknownLanguage, language
from hamshahr.domains.experiences.importing.targets import says_target
from hamshahr.domains.experiences.models import Experience

# Wide enough for any text that a person wrote; narrow enough that a line is no attack.
_PROSE = 100_000
_LINE = 2_000
EARLIEST_YEAR = -3000


def _empty_for_null(value: Any) -> Any:
    return "" if value is None else value


def _none_for_null(value: Any) -> Any:
    return [] if value is None else value


def _as_text(value: Any) -> Any:
    """A value may come as a number; a truth value or a list is a mistake worth telling."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _empty_for_null(value)


def _without_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("it holds a NUL character, which no database keeps; take it out")
    return value.strip()


_Clean = Annotated[str, StringConstraints(strip_whitespace=True)]
Required = Annotated[_Clean, Field(min_length=1, max_length=_LINE)]
Line = Annotated[
    _Clean,
    BeforeValidator(_empty_for_null, json_schema_input_type=str | None),
    Field(max_length=_LINE),
]
_Written = str | int | float | None
Value = Annotated[
    _Clean,
    BeforeValidator(_as_text, json_schema_input_type=_Written),
    Field(max_length=_LINE),
]
Prose = Annotated[
    _Clean,
    BeforeValidator(_as_text, json_schema_input_type=_Written),
    Field(max_length=_PROSE),
]
Goal = Annotated[int, Field(ge=1, le=17)]
Year = Annotated[int | None, Field(ge=EARLIEST_YEAR, le=9999)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    @field_validator("*", mode="after")
    @classmethod
    def _has_no_nul(cls, value: Any) -> Any:
        return _without_nul(value) if isinstance(value, str) else value


class ResultEntry(_Part):
    """A measured result. ``before`` and ``after`` are given together or not at all."""

    indicator: Required
    value: Value = ""
    before: Value = ""
    after: Value = ""
    unit: Line = ""
    target: bool | None = Field(
        None,
        description="Whether the value is aimed at, not measured; where missing, only a value "
        "due in the future whose indicator calls it a target (objectif, meta, هدف, …) is one",
    )
    year: Year = Field(
        None, description="Of the measurement, never in the future; of a target, when it is due"
    )
    source: Annotated[int | None, Field(ge=0)] = Field(
        None, description="Which of the sources it rests on, counted from 0"
    )

    @property
    def is_target(self) -> bool:
        """Whether the value is aimed at: as said, or due in the future and called a target."""
        if self.target is not None:
            return self.target
        return _is_future(self.year) and says_target(self.indicator)

    @model_validator(mode="after")
    def _is_a_result(self) -> Self:
        if not self.is_target:
            _not_in_the_future(self.year, "a measurement")
        if bool(self.before) != bool(self.after):
            raise ValueError("'before' and 'after' are given together or not at all")
        return self


class SourceEntry(_Part):
    """A public page or paper. An address is wanted, not required: some were seen in a copy."""

    title: Required
    url: Line = ""
    publisher: Line = ""
    year: Year = None

    @field_validator("url")
    @classmethod
    def _is_a_web_address(cls, value: str) -> str:
        if value and not value.lower().startswith(("http://", "https://")):
            raise ValueError("a source's address begins with http:// or https://")
        return value


class ExperienceLine(_Part):
    """One experience."""

    id: Annotated[
        _Clean,
        Field(
            pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$",
            max_length=120,
            description="Names the experience for good: small letters, digits, hyphens",
        ),
    ]
    city: Required
    country_iso2: Annotated[_Clean, Field(pattern=r"^[A-Za-z]{2}$")]
    geonames_id: Annotated[int | None, Field(gt=0)] = Field(
        None, description="Says which, where several cities of the country bear the name"
    )
    title: Required
    title_en: Line = ""
    language: Annotated[_Clean, Field(description="ISO 639 code of the prose, such as fa, en, pt")]
    topics: Annotated[
        list[Required],
        BeforeValidator(_none_for_null, json_schema_input_type=list[Required] | None),
    ] = Field([], description="Labels of topics, in any language of the vocabulary, or their codes")
    status: Annotated[
        Experience.Status,
        BeforeValidator(
            lambda value: value or "unknown", json_schema_input_type=Experience.Status | None
        ),
    ] = Experience.Status.UNKNOWN
    start_year: Year = Field(None, description="Never in the future")
    end_year: Year = Field(None, description="May be planned")
    true_as_of_year: Year = Field(
        None, description="Of when it tells; where missing, the latest year of results and sources"
    )
    summary: Prose = ""
    problem: Prose = ""
    approach: Prose = ""
    results: Annotated[
        list[ResultEntry],
        BeforeValidator(_none_for_null, json_schema_input_type=list[ResultEntry] | None),
    ] = []
    cost: Prose = ""
    partners: Annotated[
        list[Required],
        BeforeValidator(_none_for_null, json_schema_input_type=list[Required] | None),
    ] = []
    lessons: Prose = ""
    transfer_conditions: Prose = ""
    sdgs: Annotated[
        list[Goal], BeforeValidator(_none_for_null, json_schema_input_type=list[Goal] | None)
    ] = []
    sources: Annotated[
        list[SourceEntry],
        BeforeValidator(_none_for_null, json_schema_input_type=list[SourceEntry] | None),
    ] = []
    licence: Line = ""
    rights_holder: Line = ""

    @field_validator("language")
    @classmethod
    def _is_a_language(cls, value: str) -> str:
        try:
            return language(value.lower()).code
        except UnknownLanguage as error:
            raise ValueError(str(error)) from error

    @field_validator("start_year")
    @classmethod
    def _has_started(cls, value: int | None) -> int | None:
        return _not_in_the_future(value, "a start")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValueError(f"it ends ({self.end_year}) before it starts ({self.start_year})")
        for number, result in enumerate(self.results):
            if result.source is not None and result.source >= len(self.sources):
                raise ValueError(
                    f"result {number} rests on source {result.source}, "
                    f"but there are {len(self.sources)} (counted from 0)"
                )
        return self

    @property
    def as_of_year(self) -> int | None:
        """The year of which the case is true, as far as the line tells."""
        if self.true_as_of_year is not None:
            return self.true_as_of_year
        measured = [result.year for result in self.results if not result.is_target]
        told = [source.year for source in self.sources]
        return max((year for year in (*measured, *told) if year is not None), default=None)


def _is_future(year: int | None) -> bool:
    return year is not None and year > datetime.now(UTC).year


def _not_in_the_future(year: int | None, what: str) -> int | None:
    if _is_future(year):
        raise ValueError(f"{what} in the future ({year}); it is {datetime.now(UTC).year} now")
    return year
