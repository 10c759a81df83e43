"""What a case lists: sources, documents, pictures, conditions, partners, awards, links."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences.content.choices import (
    CONDITIONS,
    DOCUMENT_KINDS,
    LICENCES,
    OFFERS,
    SUPPORT,
    Choices,
)
from hamshahr.domains.experiences.content.values import Content, Item
from hamshahr.domains.experiences.sections.around import Around
from hamshahr.domains.experiences.sections.parts import (
    Entry,
    Fact,
    Facts,
    Listed,
    Part,
    Pictures,
    Prose,
    Quiet,
    Said,
    ShownPicture,
    StoredDocument,
    StoredPicture,
)
from hamshahr.domains.experiences.sections.wording import shown_bytes, shown_day

# What a reader may be led to; a file's line may hold any scheme
_WEB = ("https://", "http://")


def sources(content: Content, around: Around) -> Iterable[Part]:
    """Return the sources, numbered; one without an address was seen in a copy only."""
    entries = []
    for number, item in enumerate(content.items("sources"), 1):
        url = _web(item.text("url"))
        notes = (
            *_plain(item, "publisher", around),
            *_date(item, "year", around),
            *_trouble(url, around),
        )
        if not url:
            notes = (around.own(_("(no longer online)")), *notes)
        said = around.said_of(content, item, "title") or around.own(url)
        entries.append(Entry(said, url, notes, number))
    return (Listed("sources", tuple(entries)),) if entries else ()


def documents(content: Content, around: Around, group: str = "documents") -> Iterable[Part]:
    """Return the documents with kind, licence, type and size. What is gone is left out."""
    entries = []
    for item in content.items(group):
        stored = around.files.get(item.text("file"))
        if not isinstance(stored, StoredDocument):
            continue
        notes = (
            *_label(DOCUMENT_KINDS, item.text("kind"), around),
            *_label(LICENCES, item.text("licence"), around),
            around.own(_ending(stored.name)),
            around.own(shown_bytes(stored.bytes, around.page.code)),
        )
        said = around.said_of(content, item, "title") or around.own(stored.name)
        entries.append(Entry(said, stored.url, notes, is_ours=True))
    return (Listed("documents", tuple(entries)),) if entries else ()


def pictures(content: Content, around: Around) -> Iterable[Part]:
    """Return the pictures with what they show, their caption and whose they are."""
    shown = []
    for item in content.items("pictures"):
        stored = around.files.get(item.text("file"))
        if isinstance(stored, StoredPicture):
            alt = around.said_of(content, item, "alt") or around.own("")
            caption = around.said_of(content, item, "caption")
            shown.append(ShownPicture(stored, alt, caption, item.text("credit")))
    return (Pictures(tuple(shown)),) if shown else ()


def conditions(content: Content, around: Around) -> Iterable[Part]:
    """Return what must be there, what helps and what stands in the way; then what is in words."""
    labels = dict(CONDITIONS)
    for kind, label in labels.items():
        entries = tuple(
            Entry(said)
            for item in content.items("conditions")
            if item.text("kind") == kind and (said := around.said_of(content, item, "text"))
        )
        if entries:
            yield Listed(f"condition-{kind}", entries, str(label))
    words = around.said(content, "conditions_words")
    if words:
        yield Prose(words, around.is_markdown)


def who(content: Content, around: Around) -> Iterable[Part]:
    """Return who was in the lead, and the partners with the kind of their support."""
    lead = around.said(content, "lead")
    if lead:
        yield Facts((Fact(_("In the lead"), (lead,)),))
    entries = tuple(
        Entry(said, notes=tuple(_labels(SUPPORT, item.codes("support"), around)))
        for item in content.items("partners")
        if (said := around.said_of(content, item, "name"))
    )
    if entries:
        yield Listed("partners", entries, _("Partners") if lead else "")


def contact(content: Content, around: Around) -> Iterable[Part]:
    """Return whom to write to, in which languages, and what the city would do for others."""
    facts = []
    languages = tuple(_language_names(content.codes("contact_languages"), around))
    if languages:
        facts.append(Fact(_("Languages of the contact"), languages))
    offers = tuple(_labels(OFFERS, content.codes("offers"), around))
    if offers:
        facts.append(Fact(_("What the city would do for others"), offers))
    if around.mailbox:
        yield Listed("contact", (around.mailbox,))
    elif content.text("contact"):
        yield Quiet(_("The mailbox that was named is there no more. See the city’s page."))
    if facts:
        yield Facts(tuple(facts))


def mentions(content: Content, around: Around) -> Iterable[Part]:
    """Return awards, links, and the experiences that the city finds like its own."""
    awards = tuple(
        Entry(said, url, (*_date(item, "year", around), *_trouble(url, around)))
        for item in content.items("awards")
        for url in [_web(item.text("url"))]
        if (said := around.said_of(content, item, "name"))
    )
    links = tuple(
        Entry(
            around.said_of(content, item, "title") or around.own(url),
            url,
            tuple(_trouble(url, around)),
        )
        for item in content.items("links")
        if (url := _web(item.text("url")))
    )
    cases = tuple(around.cases[code] for code in content.codes("similar") if code in around.cases)
    for kind, heading, entries in (
        ("awards", _("Awards"), awards),
        ("links", _("Links"), links),
        ("cases", _("Experiences that the city finds like this one"), cases),
    ):
        if entries:
            yield Listed(kind, entries, heading)


def _web(url: str) -> str:
    return url if url.startswith(_WEB) else ""


def _plain(item: Item, key: str, around: Around) -> Iterator[Said]:
    """Yield a proper name, which is written as it is in every language."""
    if text := item.text(key):
        yield Said(text, around.written_in, item.path(key))


def _date(item: Item, key: str, around: Around) -> Iterator[Said]:
    if text := item.text(key):
        yield around.own(shown_day(text, around.page.code))


def _trouble(url: str, around: Around) -> Iterator[Said]:
    """Yield why an address cannot be reached, where that is known."""
    if url in around.troubles:
        yield around.own(around.troubles[url])


def _label(choices: Choices, code: str, around: Around) -> Iterator[Said]:
    yield from _labels(choices, [code], around)


def _labels(choices: Choices, codes: Iterable[str], around: Around) -> Iterator[Said]:
    labels = dict(choices)
    return (around.own(str(labels[code])) for code in codes if code in labels)


def _language_names(codes: Iterable[str], around: Around) -> Iterator[Said]:
    for code in codes:
        try:
            yield around.own(language_of(code).name_in(around.page.code))
        except UnknownLanguage:
            continue


def _ending(name: str) -> str:
    return name.rpartition(".")[2].upper()
