"""The picture of the numbers that a step tells, drawn from them as they stand."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import Language, active_language
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
from hamshahr.domains.experiences.sections.parts import Said, ShownResult
from hamshahr.domains.experiences.sections.wording import shown_day, shown_number


@dataclass(frozen=True)
class Drawn:
    """Results as bars, and amounts of money in the other unit."""

    results: tuple[ShownResult, ...] = ()
    money: tuple[str, ...] = ()


def drawn_at(step: Step, content: Content, written_in: Language) -> Drawn:
    """Return what is drawn of a step; nothing for those without numbers."""
    if step.key == "results":
        return Drawn(results=drawn_results(content, written_in))
    return Drawn(money=in_other_money(content)) if step.key == "cost" else Drawn()


def drawn_results(content: Content, written_in: Language) -> tuple[ShownResult, ...]:
    """Return the results that can be drawn: those with numbers from before and after."""
    lines = (_line(item, written_in) for item in content.items("results"))
    return tuple(line for line in lines if line.change)


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


def _line(item: Item, written_in: Language) -> ShownResult:
    reader, unit = active_language(), item.text("unit")
    before, after = item.text("before"), item.text("after")
    return ShownResult(
        indicator=Said(item.text("name"), written_in),
        value=None,
        unit=Said(unit, written_in) if unit else None,
        before=shown_number(before, reader),
        after=shown_number(after, reader),
        before_date=shown_day(item.text("before_date"), reader),
        date=shown_day(item.text("date"), reader),
        method=None,
        source_number=None,
        is_target=item.flag("is_target"),
        change=change(before, after, unit, reader),
    )


def _converted(amount: str, currency: str) -> str:
    value = Decimal(amount)
    return str(value / RIALS_A_TOMAN if currency == RIAL else value * RIALS_A_TOMAN)


def _shown(amount: str, language: str) -> str:
    return number(float(amount), language)
