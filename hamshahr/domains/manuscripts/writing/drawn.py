"""The picture of the numbers that a step tells, drawn from them as they stand."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.changes import change
from hamshahr.domains.experiences.content.currencies import (
    RIAL,
    RIALS_A_TOMAN,
    TOMAN,
    currency_name,
)
from hamshahr.domains.experiences.content.fields import Step
from hamshahr.domains.experiences.content.values import Content, Item
from hamshahr.domains.experiences.regions import ResultLine


@dataclass(frozen=True)
class Drawn:
    """Results as bars, and amounts of money in the other unit."""

    results: tuple[ResultLine, ...] = ()
    money: tuple[str, ...] = ()


def drawn_at(step: Step, content: Content) -> Drawn:
    """Return what is drawn of a step; nothing for those without numbers."""
    if step.key == "results":
        return Drawn(results=drawn_results(content))
    return Drawn(money=in_other_money(content)) if step.key == "cost" else Drawn()


def drawn_results(content: Content) -> tuple[ResultLine, ...]:
    """Return the results that can be drawn: those with numbers from before and after."""
    return tuple(line for line in map(_line, content.items("results")) if line.change)


def in_other_money(content: Content) -> tuple[str, ...]:
    """Return amounts in rials as tomans, and the other way round: slips by ten are frequent."""
    currency = content.text("currency")
    if currency not in {RIAL, TOMAN}:
        return ()
    reader = active_language()
    other = TOMAN if currency == RIAL else RIAL
    return tuple(
        _("%(amount)s %(currency)s are %(other_amount)s %(other_currency)s")
        % {
            "amount": _shown(amount, reader),
            "currency": currency_name(currency, reader),
            "other_amount": _shown(_converted(amount, currency), reader),
            "other_currency": currency_name(other, reader),
        }
        for path in ("capital", "running")
        if (amount := content.text(path))
    )


def _line(item: Item) -> ResultLine:
    language, year = active_language(), item.text("date")[:4]
    return ResultLine(
        indicator=item.text("name"),
        value="",
        unit=item.text("unit"),
        year=int(year) if year else None,
        source_number=None,
        is_target=item.flag("is_target"),
        change=change(item.text("before"), item.text("after"), item.text("unit"), language),
    )


def _converted(amount: str, currency: str) -> str:
    value = Decimal(amount)
    return str(value / RIALS_A_TOMAN if currency == RIAL else value * RIALS_A_TOMAN)


def _shown(amount: str, language: str) -> str:
    return number(float(amount), language)
