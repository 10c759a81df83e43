"""Servers that speak LibreTranslate's protocol: ``/translate`` and ``/languages``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hamshahr.commons.translating.machine import MachineDown, MachineRefuses, Term
from hamshahr.commons.translating.machine.asking import Patience, ask

# Public instances take some thousand characters at once, and fifty texts
_MOST_TEXTS, _MOST_CHARACTERS = 40, 4_000


class LibreTranslate:
    """A server of that protocol. One that takes single texts only is known by its first refusal."""

    name = "LibreTranslate"

    def __init__(self, url: str, key: str = "", patience: Patience | None = None) -> None:
        self.address = url.rstrip("/")
        self._key = key
        self._patience = patience
        self._takes_lists = True
        self._pairs: Mapping[str, frozenset[str]] | None = None

    def knows(self, source: str, target: str) -> bool:
        if self._pairs is None:
            self._pairs = _pairs(ask(f"{self.address}/languages", patience=self._patience))
        return target in self._pairs.get(source, ())

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        terms: Sequence[Term] = (),  # noqa: ARG002 - the protocol has no place for them
    ) -> list[str | None]:
        answers: list[str | None] = []
        for some in batches(texts, _MOST_TEXTS, _MOST_CHARACTERS):
            answers += self._ask_for(some, source, target)
        return answers

    def _ask_for(self, texts: list[str], source: str, target: str) -> list[str | None]:
        if self._takes_lists:
            try:
                return _read(self._post(texts, source, target), len(texts))
            except MachineRefuses:
                if len(texts) == 1 and not self._takes_single(texts, source, target):
                    raise
        singly = [_read(self._post(text, source, target), 1) for text in texts]
        self._takes_lists = False
        return [answer for one in singly for answer in one]

    def _takes_single(self, texts: list[str], source: str, target: str) -> bool:
        try:
            self._post(texts[0], source, target)
        except MachineRefuses:
            return False
        return True

    def _post(self, q: str | list[str], source: str, target: str) -> Any:
        said = {"q": q, "source": source, "target": target, "format": "text"}
        if self._key:
            said["api_key"] = self._key
        return ask(f"{self.address}/translate", said=said, patience=self._patience)


def batches(texts: Sequence[str], most_texts: int, most_characters: int) -> Iterator[list[str]]:
    """Return the texts in order, so many at once as a server likes; a long one goes alone."""
    some: list[str] = []
    size = 0
    for text in texts:
        if some and (len(some) >= most_texts or size + len(text) > most_characters):
            yield some
            some, size = [], 0
        some.append(text)
        size += len(text)
    if some:
        yield some


def _read(answer: Any, count: int) -> list[str | None]:
    said = answer.get("translatedText") if isinstance(answer, dict) else None
    if isinstance(said, str):
        said = [said]
    if not isinstance(said, list):
        raise MachineDown("It answers no translation.")
    if len(said) != count:
        return [None] * count
    return [one if isinstance(one, str) else None for one in said]


def _pairs(answer: Any) -> Mapping[str, frozenset[str]]:
    """Return, by language, those into which it is translated."""
    rows = [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []
    codes = frozenset(str(row["code"]) for row in rows if "code" in row)
    if not codes:
        raise MachineDown("It says of no language that it knows it.")
    # Older servers name no targets: they know every pair
    return {
        str(row["code"]): frozenset(map(str, row.get("targets") or codes))
        for row in rows
        if "code" in row
    }
