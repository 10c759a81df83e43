"""The sections of a case, in the order in which they are read."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.content.fields import FieldSpec
from hamshahr.domains.experiences.content.form import spec_of
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.sections.around import Around
from hamshahr.domains.experiences.sections.lists import (
    conditions,
    contact,
    documents,
    mentions,
    pictures,
    sources,
    who,
)
from hamshahr.domains.experiences.sections.measured import results
from hamshahr.domains.experiences.sections.parts import (
    Block,
    Blocks,
    Fact,
    Facts,
    Figure,
    Part,
    Prose,
    Quiet,
    Said,
    Section,
)
from hamshahr.domains.experiences.sections.wording import shown_day, shown_money, shown_number

_Parts = Callable[[Content, Around], Iterable[Part]]


def sections_of(content: Content, around: Around) -> tuple[Section, ...]:
    """Return what anybody may read of ``content``, under headings of the active language.

    What is empty is left out, but for what honesty asks for: what went wrong, the cost and the
    legal basis then say that they are not known, and an unmeasured case that nothing was measured.
    """
    told = (
        Section(key, heading, tuple(parts(content, around)), is_prominent=key == "wrong")
        for key, heading, parts in _in_order()
    )
    return tuple(section for section in told if section.parts)


def members_sections(layer: Content, around: Around) -> tuple[Section, ...]:
    """Return the sections of what is told to members only."""
    words = tuple(_prose(layer, around, "members_words"))
    papers = tuple(documents(layer, around, group="members_documents"))
    told = (
        Section("members-words", _("What the city tells members only"), words),
        Section("members-documents", _("Documents for members only"), papers),
    )
    return tuple(section for section in told if section.parts)


def facts_of(content: Content, around: Around) -> tuple[Fact, ...]:
    """Return the short facts that stand beside the text: who, how large, for whom, by what."""
    department = around.said(content, "department")
    told = (
        Fact(_("Department"), (department,)) if department else None,
        _choices(around, "scale", [content.text("scale")]),
        _choices(around, "target_groups", content.codes("target_groups")),
        _choices(around, "instruments", content.codes("instruments")),
    )
    return tuple(fact for fact in told if fact is not None)


def _in_order() -> tuple[tuple[str, str, _Parts], ...]:
    return (
        ("summary", _("In short"), _summary),
        ("problem", _("The problem before"), _problem),
        ("approach", _("What was done"), _done),
        ("pictures", _("Pictures"), pictures),
        ("results", _("Results"), results),
        ("wrong", _("What went wrong"), _wrong),
        ("lessons", _("Lessons"), _lessons),
        ("cost", _("Cost"), _cost),
        ("legal", _("Legal and institutional basis"), _legal),
        ("conditions", _("What it takes elsewhere"), conditions),
        ("partners", _("Who did it"), who),
        ("documents", _("Documents"), documents),
        ("contact", _("Whom to ask"), contact),
        ("mentions", _("Awards, links, similar experiences"), mentions),
        ("sources", _("Sources"), sources),
    )


def _prose(content: Content, around: Around, path: str, heading: str = "") -> Iterator[Prose]:
    said = around.said(content, path)
    if said:
        yield Prose(said, around.is_markdown, heading)


def _or_unknown(parts: Iterable[Part], around: Around) -> tuple[Part, ...]:
    return tuple(parts) or (Quiet(around.unknown),)


def _summary(content: Content, around: Around) -> Iterable[Part]:
    return _or_unknown(_prose(content, around, "summary"), around)


def _problem(content: Content, around: Around) -> Iterable[Part]:
    yield from _or_unknown(_prose(content, around, "problem"), around)
    number = content.text("problem_figure")
    if number:
        shown = shown_number(number, around.page.code)
        yield Figure(shown, around.said(content, "problem_figure_of"))


def _done(content: Content, around: Around) -> Iterable[Part]:
    yield from _prose(content, around, "approach")
    items = content.items("blocks")
    blocks = (
        Block(
            anchor=f"block-{item.id}",
            heading=_("Building block %(number)s")
            % {"number": reading.number(number, around.page.code)},
            proses=(
                *_prose(content, around, item.path("what")),
                *_prose(content, around, item.path("worked"), _("What made it work")),
                *_prose(content, around, item.path("watch"), _("What to watch")),
            ),
        )
        for number, item in enumerate(items, 1)
    )
    told = tuple(block for block in blocks if block.proses)
    if told:
        yield Blocks(told)


def _wrong(content: Content, around: Around) -> Iterable[Part]:
    yield from _or_unknown(_prose(content, around, "went_wrong"), around)
    yield from _prose(content, around, "differently", _("What we would do differently"))


def _lessons(content: Content, around: Around) -> Iterable[Part]:
    return _prose(content, around, "lessons")


def _legal(content: Content, around: Around) -> Iterable[Part]:
    return _or_unknown(_prose(content, around, "legal_basis"), around)


def _cost(content: Content, around: Around) -> Iterable[Part]:
    facts = tuple(_cost_facts(content, around))
    told = (*((Facts(facts),) if facts else ()), *_prose(content, around, "cost"))
    return _or_unknown(told, around)


def _cost_facts(content: Content, around: Around) -> Iterator[Fact]:
    band = _choices(around, "cost_band", [content.text("cost_band")])
    if band:
        yield band
    language, year = around.page.code, content.text("cost_year")
    for path in ("capital", "running"):
        amount = content.text(path)
        if amount:
            said, otherwise = shown_money(amount, content.text("currency"), language)
            note = _("(= %(amount)s)") % {"amount": otherwise} if otherwise else ""
            yield Fact(str(spec_of(path).label), (around.own(said),), note)
    if year and (content.text("capital") or content.text("running")):
        yield _fact("cost_year", around.own(shown_day(year, language)))
    payer = around.said(content, "payer")
    if payer:
        yield _fact("payer", payer)
    staff, months = content.text("staff_months"), content.text("months_to_result")
    if staff:
        yield _fact("staff_months", around.own(shown_number(staff, language)))
    if months:
        yield _fact("months_to_result", around.own(_months(months, language)))


def _months(text: str, language: str) -> str:
    count = int(float(text))
    return ngettext("%(count)s month", "%(count)s months", count) % {
        "count": shown_number(text, language)
    }


def _fact(path: str, said: Said) -> Fact:
    return Fact(str(spec_of(path).label), (said,))


def _choices(around: Around, path: str, codes: Iterable[str]) -> Fact | None:
    """Return what was chosen, worded; ``None`` where nothing was."""
    spec = spec_of(path)
    assert isinstance(spec, FieldSpec), path  # a group has no choices
    labels = dict(spec.choices)
    chosen = tuple(around.own(str(labels[code])) for code in codes if code in labels)
    return Fact(str(spec.label), chosen) if chosen else None
