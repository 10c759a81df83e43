"""What the content of a case points at, looked up beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hamshahr.commons.translating.shown import Translated
from hamshahr.commons.translation.languages import Language
from hamshahr.domains.experiences.content.values import Content, Item
from hamshahr.domains.experiences.sections.parts import (
    Entry,
    Said,
    StoredDocument,
    StoredPicture,
)


@dataclass(frozen=True)
class Around:
    """The reader's language, and what stands around the content; what is missing is not shown.

    ``unknown`` is what the page says where an important part is empty. ``mailbox`` is the contact
    as an entry, ``cases`` are other experiences by their codes, ``translated`` is by path,
    ``indicators`` names those of the list by their codes, ``troubles`` says of an address of the
    web why it cannot be reached.
    """

    page: Language
    written_in: Language
    unknown: str
    is_markdown: bool = True  # plain text, where an import brought it
    translated: Mapping[str, Translated] = field(default_factory=dict)
    files: Mapping[str, StoredPicture | StoredDocument] = field(default_factory=dict)
    cases: Mapping[str, Entry] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    troubles: Mapping[str, str] = field(default_factory=dict)
    mailbox: Entry | None = None

    def own(self, text: str) -> Said:
        """Return words of the page."""
        return Said(text, self.page)

    def said(self, content: Content, path: str) -> Said | None:
        """Return the text under a path: translated where it is, as it was written otherwise."""
        text = content.text(path)
        if not text:
            return None
        original = Said(text, self.written_in, path)
        there = self.translated.get(path)
        if there is None:
            return original
        return Said(there.text, there.language, path, there, original)

    def said_of(self, content: Content, item: Item, key: str) -> Said | None:
        return self.said(content, item.path(key))
