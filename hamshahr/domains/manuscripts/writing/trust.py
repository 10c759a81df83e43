"""What a reader misses who is to trust a case. Hints, not mistakes: nothing is held up by them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hamshahr.domains.experiences.content.form import step_of
from hamshahr.domains.experiences.content.values import Content


@dataclass(frozen=True)
class Hint:
    """Something that is missing, and the field that would hold it."""

    path: str
    text: str | Promise

    @property
    def step_key(self) -> str:
        return step_of(self.path).key


def _only_targets(content: Content) -> bool:
    results = content.items("results")
    return bool(results) and all(item.flag("is_target") for item in results)


def _without_source(content: Content) -> bool:
    told = [item for item in content.items("results") if item.text("after")]
    return any(not item.text("source") for item in told)


def _without_before(content: Content) -> bool:
    return any(item.text("after") and not item.text("before") for item in content.items("results"))


def _without_cost(content: Content) -> bool:
    return not any(content.text(path) for path in ("cost_band", "capital", "running", "cost"))


def _lacks(path: str) -> Callable[[Content], bool]:
    return lambda content: path not in content.values


_MISSING: tuple[tuple[str, Callable[[Content], bool], Promise], ...] = (
    (
        "went_wrong",
        _lacks("went_wrong"),
        _("Nothing went wrong? Colleagues trust a case more that says what did."),
    ),
    ("start", _lacks("start"), _("Since when? A year is enough.")),
    ("true_as_of", _lacks("true_as_of"), _("Readers ask of which day this is true.")),
    (
        "results",
        lambda content: not content.items("results") and not content.flag("not_measured"),
        _("What changed? “Not measured” is an honest answer, too."),
    ),
    ("results", _only_targets, _("These are targets. What has been reached until now?")),
    ("results", _without_before, _("A value from before shows how much changed.")),
    ("results", _without_source, _("Say of each result where it can be read.")),
    ("sources", _lacks("sources"), _("A source, even a report of your own, lets others check.")),
    (
        "cost_band",
        _without_cost,
        _("What it cost is among the first questions; about how much is enough."),
    ),
    ("contact", _lacks("contact"), _("Whom can a colleague write to?")),
)


def missing_for_trust(content: Content) -> Iterator[Hint]:
    """Yield what is missing, in the order of its weight for readers."""
    for path, lacks, text in _MISSING:
        if lacks(content):
            yield Hint(path, text)
