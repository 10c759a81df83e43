"""The content of a case: read by path, parted by who may read it, compared."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hamshahr.domains.experiences.content.fields import FieldSpec
from hamshahr.domains.experiences.content.form import parts, step_of

Value = str | int | bool | list[str] | list[int]
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """One item of a group; ``path("what")`` is where its field stands."""

    group: str
    id: str
    _values: Values

    def path(self, key: str) -> str:
        return f"{self.group}.{self.id}.{key}"

    def text(self, key: str) -> str:
        return str(self._values.get(self.path(key)) or "")

    def flag(self, key: str) -> bool:
        return self._values.get(self.path(key)) is True

    def codes(self, key: str) -> list[str]:
        return list(self._values.get(self.path(key)) or ())


class Content:
    """What a case tells. Paths that are empty are not kept: ``values`` holds what was said."""

    def __init__(self, values: Values) -> None:
        self.values: dict[str, Any] = {
            path: value for path, value in values.items() if value not in ("", None, [], False)
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and self.values == other.values

    __hash__ = None  # type: ignore[assignment]  # it holds a dict

    def __bool__(self) -> bool:
        return bool(self.values)

    def text(self, path: str) -> str:
        """Return a text, number, date or code as it is kept; empty where nothing was said."""
        return str(self.values.get(path) or "")

    def flag(self, path: str) -> bool:
        return self.values.get(path) is True

    def codes(self, path: str) -> list[str]:
        return list(self.values.get(path) or ())

    def goals(self) -> list[int]:
        return list(self.values.get("sdgs") or ())

    def items(self, group: str) -> list[Item]:
        """Return the items of a group, in their order."""
        return [Item(group, each, self.values) for each in self.codes(group)]

    def digest(self) -> bytes:
        """Return 32 bytes that only the same content has (SHA-256 of its canonical JSON)."""
        told = json.dumps(self.values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()

    def year(self, path: str) -> int | None:
        """Return the year of a date; ``None`` where it is not known."""
        said = self.text(path)
        return int(said[:4]) if said else None

    def tidied(self) -> "Content":
        """Return the same without what stood in items that were taken out since."""
        return self._those(lambda _path, _spec: True)

    def without_records(self) -> "Content":
        """Return what is to be read by somebody, without what is kept for the record alone."""
        return self._those(lambda _path, spec: spec.published)

    def public(self) -> "Content":
        """Return what anybody may read once it is published."""
        return self._those(lambda path, spec: spec.published and not step_of(path).members_only)

    def members_only(self) -> "Content":
        """Return what only signed-in people of member cities may read."""
        return self._those(lambda path, _spec: step_of(path).members_only)

    def prose(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the text of every field that is put into other languages."""
        for path, spec in self._fields():
            if spec.is_translated:
                yield path, str(self.values[path])

    def changes_to(self, other: "Content") -> list[str]:
        """Return the paths that differ between this content and a later one."""
        paths = {**self.values, **other.values}
        return [path for path in paths if self.values.get(path) != other.values.get(path)]

    def _fields(self) -> Iterator[tuple[str, FieldSpec]]:
        """Yield what was filled in, in the order of the form; what has left its group is left."""
        for part in parts():
            if isinstance(part, FieldSpec):
                if part.key in self.values:
                    yield part.key, part
                continue
            for item in self.items(part.key):
                for spec in part.fields:
                    if item.path(spec.key) in self.values:
                        yield item.path(spec.key), spec

    def _those(self, keep: Callable[[str, FieldSpec], bool]) -> "Content":
        kept = {path: self.values[path] for path, spec in self._fields() if keep(path, spec)}
        for group in dict.fromkeys(path.split(".")[0] for path in kept if "." in path):
            kept[group] = self.codes(group)
        return Content(kept)
