"""Results as they are read: worded numbers, the change as a picture, targets told apart."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hamshahr.domains.experiences.changes import change
from hamshahr.domains.experiences.content.values import Content, Item
from hamshahr.domains.experiences.sections.around import Around
from hamshahr.domains.experiences.sections.parts import (
    Part,
    Prose,
    Quiet,
    Results,
    Said,
    ShownResult,
)
from hamshahr.domains.experiences.sections.wording import shown_day, shown_number


def results(content: Content, around: Around) -> Iterable[Part]:
    """Return the results, or the honest word that there are none."""
    places = {item.id: place for place, item in enumerate(content.items("sources"), 1)}
    told = tuple(_result(content, around, item, places) for item in content.items("results"))
    if content.flag("not_measured"):
        yield Quiet(_("Nothing was measured."))
    elif not told:
        yield Quiet(_("No measured result is known."))
    why = around.said(content, "not_measured_why")
    if why and not any(not one.is_target for one in told):
        yield Prose(why, around.is_markdown)
    if told:
        yield Results(told)


def _result(content: Content, around: Around, item: Item, sources: dict[str, int]) -> ShownResult:
    language = around.page.code
    before, after, unit = item.text("before"), item.text("after"), item.text("unit")
    drawn = change(before, after, unit, language)
    # An import says some changes in words alone; its line may hold both all the same
    both = bool(before and after) and (drawn is not None or not item.text("value"))
    return ShownResult(
        indicator=_indicator(content, around, item),
        value=None if both else _value(content, around, item),
        unit=around.said_of(content, item, "unit"),
        before=shown_number(before, language) if both else "",
        after=shown_number(after, language) if both else "",
        before_date=shown_day(item.text("before_date"), language),
        date=shown_day(item.text("date"), language),
        method=around.said_of(content, item, "method"),
        source_number=sources.get(item.text("source")),
        is_target=item.flag("is_target"),
        change=drawn,
    )


def _indicator(content: Content, around: Around, item: Item) -> Said:
    """Return what was measured: as the city says it, else as the list of indicators names it."""
    said = around.said_of(content, item, "name")
    return said or around.own(around.indicators.get(item.text("indicator"), ""))


def _value(content: Content, around: Around, item: Item) -> Said | None:
    """Return the single value that is known: in words, else the number before or after."""
    in_words = around.said_of(content, item, "value")
    if in_words:
        return in_words
    for key, words in (("after", "%(number)s"), ("before", _("before: %(number)s"))):
        if number := item.text(key):
            return around.own(words % {"number": shown_number(number, around.page.code)})
    return None
