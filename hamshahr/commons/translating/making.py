"""Making drafts: texts are cut, looked up in memory, masked, asked for, judged and put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hamshahr.commons.translating import memory
from hamshahr.commons.translating.cutting import Piece, cut, put_together
from hamshahr.commons.translating.judging import Reason, judge_piece, judge_whole
from hamshahr.commons.translating.machine import Machine, MachineRefuses
from hamshahr.commons.translating.masking import PiecesLost, mask, unmask
from hamshahr.commons.translating.terms import terms_in
from hamshahr.kernel.folding import printable
from hamshahr.kernel.typed_texts import as_kept


@dataclass(frozen=True)
class Made:
    """What a machine makes of a text; ``refused_for``: why it is no draft."""

    text: str
    refused_for: Reason | None = None


@dataclass(frozen=True)
class _Said:
    """What became of a paragraph."""

    text: str
    wrong: Reason | None = None


def make_drafts(
    texts: Mapping[str, str], source: str, target: str, machine: Machine
) -> dict[str, Made]:
    """Return a draft of each of ``texts`` (by path), good or refused. Raises ``MachineDown``."""
    pieces = {path: cut(text, source) for path, text in texts.items()}
    wanted = {
        piece.words for cuts in pieces.values() for piece in cuts if _has_letters(piece.words)
    }
    said = {text: _Said(known) for text, known in memory.known(wanted, source, target).items()}
    asked = [piece.words for cuts in pieces.values() for piece in cuts if piece.words in wanted]
    asked = [text for text in dict.fromkeys(asked) if text not in said]
    said |= _ask(asked, source, target, machine)
    return {path: _made(cuts, said, target) for path, cuts in pieces.items()}


def _ask(texts: Sequence[str], source: str, target: str, machine: Machine) -> dict[str, _Said]:
    masked = [mask(text) for text in texts]
    if not texts:
        return {}
    terms = [(term.found, term.accepted) for term in terms_in("\n".join(texts), source, target)]
    try:
        answers = machine.translate([text for text, _kept in masked], source, target, terms=terms)
    except MachineRefuses as refused:
        return {text: _Said(str(refused), Reason.SERVER) for text in texts}
    return {
        text: _judged(text, answer, kept, (source, target))
        for text, answer, (_masked, kept) in zip(texts, answers, masked, strict=True)
    }


def _judged(text: str, answer: str | None, kept: list[str], pair: tuple[str, str]) -> _Said:
    if answer is None:
        return _Said("", Reason.SHAPE)
    answer = " ".join(as_kept(printable(answer)).split())
    try:
        whole = unmask(answer, kept)
    except PiecesLost:
        return _Said(answer, judge_piece(text, answer, *pair) or Reason.PIECES)
    return _Said(whole, judge_piece(text, whole, *pair))


def _made(pieces: list[Piece], said: Mapping[str, _Said], target: str) -> Made:
    wrongs = [said[piece.words].wrong for piece in pieces if piece.words in said]
    whole = put_together(pieces, {words: each.text for words, each in said.items()})
    wrong = next((wrong for wrong in wrongs if wrong), None)
    # Addresses and codes are in letters of their own
    return Made(whole, wrong or judge_whole(mask(whole)[0], target))


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)
