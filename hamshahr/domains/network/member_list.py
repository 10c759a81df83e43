"""Reading a list of members: a JSON file, every mistake told with its member and its field."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from hamshahr.domains.network import facts
from hamshahr.domains.network.models import Membership

# The largest associations of cities have a few thousand members; a file beyond this is no list.
LARGEST_FILE = 10 * 1024 * 1024
_FORM = '{"members": [{"city": "…", "country_iso2": "…", "source": "…"}, …]}'


@dataclass(frozen=True)
class MemberMistake:
    """What is wrong; ``member`` counts from one, and is None where the whole file is meant."""

    member: int | None
    field: str
    text: str

    def __str__(self) -> str:
        if self.member is None:
            return self.text
        where = f"member {self.member}" + (f", {self.field}" if self.field else "")
        return f"{where}: {self.text}"


class UnreadableList(ValueError):
    """The list has mistakes; ``mistakes`` has all of them, in its order."""

    def __init__(self, mistakes: list[MemberMistake]) -> None:
        counted = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes):,} mistakes"
        super().__init__(f"{counted}; nothing was imported")
        self.mistakes = mistakes


def _width(column: str) -> int:
    width = getattr(Membership._meta.get_field(column), "max_length", None)
    assert isinstance(width, int), column
    return width


_Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00]*$")]
# Metropolis was founded in 1984, other associations earlier; none before 1800
_Year = Annotated[int, Field(ge=1800, le=2200)]
# What holds for every member of the file that does not say otherwise
_SAID_ONCE = ("association", "earliest_year", "latest_year")


class _Entry(BaseModel):
    """One member as the file names it. ``source`` is an address, or words that name it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    city: _Text
    country_iso2: _Text
    geonames_id: Annotated[int, Field(ge=1)] | None = None
    source: Annotated[_Text, Field(min_length=1, max_length=_width("source"))]
    note: Annotated[_Text, Field(max_length=_width("note"))] = ""
    seen_year: _Year | None = None
    association: Annotated[_Text, Field(max_length=_width("association"))] = ""
    earliest_year: _Year | None = None
    latest_year: _Year | None = None

    @model_validator(mode="after")
    def _years_are_in_order(self) -> Self:
        if self.earliest_year and self.latest_year and self.latest_year < self.earliest_year:
            raise ValueError(f"it ends ({self.latest_year}) before it begins")
        return self


# What a list says of a membership, by the name of its column
SAID = ("source", "note", "seen_year", *_SAID_ONCE)


@dataclass(frozen=True)
class ListedMember:
    """A member of the list, its city found in the packaged facts."""

    city: facts.CityFacts
    source: str
    note: str
    seen_year: int | None
    association: str
    earliest_year: int | None
    latest_year: int | None


def read_member_list(path: Path) -> list[ListedMember]:
    """Return every member of the file, or raise ``UnreadableList`` with all that is wrong.

    Raises ``OSError`` where the file cannot be read.
    """
    listed: list[ListedMember] = []
    mistakes: list[MemberMistake] = []
    first: dict[tuple[int | None, str, str], int] = {}
    for number, raw in enumerate(_entries(path), start=1):
        try:
            member = _listed(raw)
        except ValidationError as error:
            mistakes.extend(_told(number, error))
            continue
        except facts.CityFactsError as error:
            mistakes.append(MemberMistake(number, _field_of(error), str(error)))
            continue
        city = member.city
        before = first.setdefault((city.geonames_id, city.kind, city.name), number)
        if before != number:
            text = f"the same city as member {before} ({city.name}, {city.country})"
            mistakes.append(MemberMistake(number, "city", text))
        listed.append(member)
    if not listed and not mistakes:
        mistakes.append(MemberMistake(None, "", "The file holds no member."))
    if mistakes:
        raise UnreadableList(mistakes)
    return listed


def _entries(path: Path) -> list[Any]:
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        _refuse("The file is larger than ten megabytes: that is no list of members.")
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        _refuse(f"The file is no JSON in UTF-8 ({str(error)[:200]}).")
    entries = content.get("members") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        _refuse(f"The file must be of the form {_FORM}.")
    once = {name: content[name] for name in _SAID_ONCE if name in content}
    return [{**once, **entry} if isinstance(entry, dict) else entry for entry in entries]


def _refuse(text: str) -> NoReturn:
    raise UnreadableList([MemberMistake(None, "", text)])


def _listed(raw: Any) -> ListedMember:
    entry = _Entry.model_validate(raw)
    city = facts.resolve(entry.city, entry.country_iso2, entry.geonames_id)
    return ListedMember(city=city, **{name: getattr(entry, name) for name in SAID})


def _field_of(error: facts.CityFactsError) -> str:
    return "country_iso2" if isinstance(error, facts.UnknownCountry) else "city"


def _told(number: int, error: ValidationError) -> Iterator[MemberMistake]:
    for wrong in error.errors(include_url=False, include_context=False, include_input=False):
        field = ".".join(str(part) for part in wrong["loc"])
        yield MemberMistake(number, field[:60], wrong["msg"])
