"""Why an experience was found, in words of the page's language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from django.utils.translation import gettext as _

from hamshahr.commons.search.retrieval.answering import Answer
from hamshahr.commons.search.retrieval.candidates import Candidate
from hamshahr.commons.search.retrieval.finding import Found
from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.regions import Reason
from hamshahr.kernel.today import today

# Topics that at least so many of the nearest carry are what the query is about.
_NEAREST, _CARRY = 8, 3
_RECENT_YEARS = 3
_MOST_WORDS, _MOST_TOPICS = 6, 2
_LEVELS = 5

# A query to which nothing in the library is near. The best answer to each query of
# bench/judgments/tuning.jsonl lies at 0.28 or nearer; to strings of letters, at 0.17 to 0.23.
NEAR = 0.25


class Reasons:
    """Words the reasons of one search's results."""

    def __init__(self, found: Found, topics: Mapping[str, str], language: str) -> None:
        """``topics`` are the labels of topics by code, in ``language``."""
        ranked = found.ranked
        self._language = language
        self._typed = max(1, len(found.query.telling_words))
        self._labels = topics
        self._named = found.named
        self._about = _topics_of(ranked[:_NEAREST])
        meanings = [candidate.meaning for candidate in ranked] or [0.0]
        self._usual, self._best = float(np.mean(meanings)), max(meanings)

    @property
    def is_weak(self) -> bool:
        """Whether nothing is near: the library does not speak of what was asked."""
        return 0 < self._best < NEAR

    def of(self, candidate: Candidate, answer: Answer | None) -> tuple[Reason, ...]:
        """Return the reasons of one result, the weightiest kind first."""
        return tuple(self._of(candidate, answer))

    def _of(self, candidate: Candidate, answer: Answer | None) -> Iterator[Reason]:
        if candidate.meaning and self._best > self._usual:
            near = (candidate.meaning - self._usual) / (self._best - self._usual)
            part = answer.passage.part if answer else ""
            yield Reason("meaning", _meaning_text(part), _percent(near))
        yield from self._topic(candidate)
        if answer and answer.words:
            words = _(", ").join(answer.words[:_MOST_WORDS])
            text = _("Your words stand in it: %(words)s") % {"words": words}
            yield Reason("words", text, _percent(len(answer.words) / self._typed))
        if candidate.evidence:
            text = _("Evidence level %(level)s of 5") % {
                "level": reading.number(candidate.evidence, self._language)
            }
            yield Reason("evidence", text, _percent(candidate.evidence / _LEVELS))
        if candidate.year is not None and (age := today().year - candidate.year) <= _RECENT_YEARS:
            text = _("Recent: as of %(year)s") % {
                "year": reading.year(candidate.year, self._language)
            }
            yield Reason("recency", text, _percent(1 - age / (_RECENT_YEARS + 1)))

    def _topic(self, candidate: Candidate) -> Iterator[Reason]:
        """Yield that its topic was named or, failing that, is that of the nearest."""
        if named := self._named.of(candidate.facets):
            topics = self._listed(token.partition(":")[2] for token in named)
            text = _("Your words name its topic: %(topics)s") % {"topics": topics}
            yield Reason("topic", text, _percent(1))
            return
        shared = [code for code in candidate.values("topic") if code in self._about]
        if shared:
            text = _("Same topics: %(topics)s") % {"topics": self._listed(shared)}
            yield Reason("topic", text, _percent(max(self._about[code] for code in shared)))

    def _listed(self, codes: Iterable[str]) -> str:
        labels = [self._labels.get(code, code) for code in codes]
        return _(", ").join(labels[:_MOST_TOPICS])


def _topics_of(nearest: Sequence[Candidate]) -> dict[str, float]:
    """Return the topics that the nearest share, with the share of them that carry each."""
    counted = Counter(code for candidate in nearest for code in candidate.values("topic"))
    return {code: count / len(nearest) for code, count in counted.items() if count >= _CARRY}


def _meaning_text(part: str) -> str:
    return {
        "problem": _("Its problem is like yours"),
        "approach": _("What was done there speaks to your question"),
        "lessons": _("What was learnt there speaks to your question"),
        "conditions": _("What it takes there speaks to your question"),
    }.get(part, _("It tells of the same thing"))


def _percent(strength: float) -> int:
    return round(100 * min(1.0, max(0.0, strength)))
