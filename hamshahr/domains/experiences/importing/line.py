"""The documented form of one line of an import file.

``script/build-schema`` writes it as JSON Schema to ``experience.schema.json`` beside this file.
Only ``id``, ``city``, ``country_iso2``, ``title`` and ``language`` must be there; everything else
may be missing or null, and is then shown as not known.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from django.db.models import Model
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from hamshahr.commons.translation.languages import UnknownLanguage, language
from hamshahr.domains.experiences.importing.targets import says_target
from hamshahr.domains.experiences.models import Experience, Result, Source
from hamshahr.kernel.outbound.typed_address import NotAllowed, Refusal, WebAddress
from hamshahr.kernel.typed_texts import as_kept

# Wide enough for any text that a person wrote; narrow enough that a line is no attack.
_PROSE = 100_000
_LINE = 2_000
EARLIEST_YEAR = -3000
# A language, as it is or as some country speaks it (fa, fa-IR): the language is what is kept
_LANGUAGE_TAG = re.compile("(?P<language>[A-Za-z]{2,3})(?:[-_][A-Za-z]{2})?")


def width(model: type[Model], column: str) -> int:
    """Return how many characters a column takes, so that form and database never disagree."""
    field = model._meta.get_field(column)
    width = getattr(getattr(field, "base_field", field), "max_length", None)
    assert isinstance(width, int), column
    return width


def _empty_for_null(value: Any) -> Any:
    return "" if value is None else value


def _none_for_null(value: Any) -> Any:
    return [] if value is None else value


def _as_text(value: Any) -> Any:
    """A value may come as a number; a truth value or a list is a mistake worth telling."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise ValueError("must be a text or a number")
    return _empty_for_null(value)


def _no_truth(value: Any) -> Any:
    """Python counts ``true`` as 1; a person who wrote it did not."""
    if isinstance(value, bool):
        raise ValueError("must be a whole number")
    return value


def _fit_to_keep(value: str) -> str:
    if "\x00" in value:
        raise PydanticCustomError(
            "nul", "it holds a NUL character, which no database keeps; take it out"
        )
    kept = as_kept(value)
    if value and not kept:
        raise PydanticCustomError("unseen", "it holds nothing but marks that nobody sees")
    return kept


_Written = str | int | float | None
_Clean = Annotated[str, StringConstraints(strip_whitespace=True)]
_Kept = AfterValidator(_fit_to_keep)
_OrNull = BeforeValidator(_empty_for_null, json_schema_input_type=str | None)
_OrNumber = BeforeValidator(_as_text, json_schema_input_type=_Written)
_Whole = BeforeValidator(_no_truth)

Label = Annotated[_Clean, Field(min_length=1, max_length=_LINE), _Kept]
Title = Annotated[_Clean, Field(min_length=1, max_length=width(Experience, "title")), _Kept]
Partner = Annotated[_Clean, Field(min_length=1, max_length=width(Experience, "partners")), _Kept]
Value = Annotated[_Clean, _OrNumber, Field(max_length=width(Result, "value")), _Kept]
Prose = Annotated[_Clean, _OrNumber, Field(max_length=_PROSE), _Kept]
Goal = Annotated[int, Field(ge=1, le=17), _Whole]
Number = Annotated[int, Field(ge=0), _Whole]
Year = Annotated[int, Field(ge=EARLIEST_YEAR, le=9999), _Whole]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class ResultEntry(_Part):
    """A measured result. ``before`` and ``after`` are given together or not at all."""

    indicator: Annotated[_Clean, Field(min_length=1, max_length=width(Result, "indicator")), _Kept]
    value: Value = ""
    before: Value = ""
    after: Value = ""
    unit: Annotated[_Clean, _OrNull, Field(max_length=width(Result, "unit")), _Kept] = ""
    target: bool | None = Field(
        None,
        description="Whether the value is aimed at, not measured; where missing, only a value "
        "due in the future whose indicator calls it a target (objectif, meta, هدف, …) is one",
    )
    year: Year | None = Field(
        None, description="Of the measurement, never in the future; of a target, when it is due"
    )
    source: Number | None = Field(
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
            raise PydanticCustomError(
                "half_a_change", "'before' and 'after' are given together or not at all"
            )
        return self


class SourceEntry(_Part):
    """A public page or paper. An address is wanted, not required: some were seen in a copy."""

    title: Label
    url: Annotated[_Clean, _OrNull, Field(max_length=width(Source, "url")), _Kept] = ""
    publisher: Annotated[_Clean, _OrNull, Field(max_length=width(Source, "publisher")), _Kept] = ""
    year: Year | None = None

    @field_validator("url")
    @classmethod
    def _is_a_web_address(cls, value: str) -> str:
        if value and not value.lower().startswith(("http://", "https://")):
            raise PydanticCustomError(
                "no_web_address", "a source's address begins with http:// or https://"
            )
        if value and not _site(value):
            raise PydanticCustomError(
                "no_site",
                "a source's address names a site, as https://city.example/report does",
            )
        if value and _is_private(value):
            raise PydanticCustomError(
                "private_address",
                "a source's address leads into a private network; name a public one",
            )
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
    city: Label
    country_iso2: Annotated[_Clean, Field(pattern=r"^[A-Za-z]{2}$")]
    geonames_id: Annotated[int, Field(ge=1), _Whole] | None = Field(
        None, description="Says which, where several cities of the country bear the name"
    )
    title: Title
    title_en: Annotated[_Clean, _OrNull, Field(max_length=width(Experience, "title_en")), _Kept] = (
        ""
    )
    language: Annotated[_Clean, Field(description="ISO 639 code of the prose, such as fa, en, pt")]
    topics: Annotated[
        list[Label], BeforeValidator(_none_for_null, json_schema_input_type=list[Label] | None)
    ] = Field([], description="Labels of topics, in any language of the vocabulary, or their codes")
    status: Annotated[
        Experience.Status,
        BeforeValidator(
            lambda value: "unknown" if value in (None, "") else value,
            json_schema_input_type=Experience.Status | None,
        ),
    ] = Experience.Status.UNKNOWN
    start_year: Year | None = Field(None, description="Never in the future")
    end_year: Year | None = Field(None, description="May be planned")
    true_as_of_year: Year | None = Field(
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
        list[Partner], BeforeValidator(_none_for_null, json_schema_input_type=list[Partner] | None)
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
    licence: Annotated[_Clean, _OrNull, Field(max_length=width(Experience, "licence")), _Kept] = ""
    rights_holder: Annotated[
        _Clean, _OrNull, Field(max_length=width(Experience, "rights_holder")), _Kept
    ] = ""

    @field_validator("language")
    @classmethod
    def _is_a_language(cls, value: str) -> str:
        said = _LANGUAGE_TAG.fullmatch(value)
        try:
            return language(said["language"].lower() if said else value).code
        except UnknownLanguage as error:
            raise PydanticCustomError("no_language", "{told}", {"told": str(error)}) from error

    @field_validator("start_year")
    @classmethod
    def _has_started(cls, value: int | None) -> int | None:
        return _not_in_the_future(value, "a start")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise PydanticCustomError(
                "ends_before_it_starts",
                "it ends ({end}) before it starts ({start})",
                {"end": self.end_year, "start": self.start_year},
            )
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


def _site(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _is_private(address: str) -> bool:
    try:
        WebAddress.read(address)
    except NotAllowed as refused:
        return refused.reason == Refusal.PRIVATE
    return False


def _is_future(year: int | None) -> bool:
    return year is not None and year > datetime.now(UTC).year


def _not_in_the_future(year: int | None, what: str) -> int | None:
    if _is_future(year):
        raise PydanticCustomError(
            "in_the_future",
            "{what} in the future ({year}); it is {now} now",
            {"what": what, "year": year, "now": datetime.now(UTC).year},
        )
    return year
