"""What a city says of itself, as pages show it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from hamshahr.commons.translation.languages import Language


@dataclass(frozen=True)
class Told:
    """A text in the language it was written in, which need not be that of the page."""

    html: SafeString
    language: Language
    as_of: str = ""  # when it was written; empty: told beside
    in_words: str = ""  # its language by name; empty: that of the page
    is_hidden: bool = False  # a moderator took it from the page; ``html`` is empty
    report_url: str = ""  # where the text is reported; empty: with the page


@dataclass(frozen=True)
class TopicLink:
    label: str
    url: str


@dataclass(frozen=True)
class OfferLine:
    """An offer: what it is, about what, in which languages, from when until when."""

    id: str
    kind: str  # host, call, expert, documents: names the style
    label: str
    topics: tuple[TopicLink, ...]
    languages: str
    words: Told | None
    until: str  # empty: until further
    since: str
    as_of: str
    state: str = ""  # empty: it stands today; else why it does not
    is_withdrawn: bool = False


@dataclass(frozen=True)
class PriorityLine:
    """A topic that matters to the city, and why."""

    id: str
    topic: TopicLink
    reason: Told | None
    since: str
    as_of: str


@dataclass(frozen=True)
class MailboxLine:
    """The mailbox of an office."""

    id: str
    label: str
    language: Language
    email: str
    as_of: str
    is_withheld: bool = False  # somebody signs in with it by now: nobody else is shown it


@dataclass(frozen=True)
class PersonLine:
    """Somebody who agreed to be named here; no address of hers."""

    name: str
    function: str  # in the city's own words, else her role
    is_own_word: bool  # the function is in the city's words, and so maybe in another language


@dataclass(frozen=True)
class OwnWords:
    """All that a city says of itself here. Each part may be empty."""

    about: Told | None
    particular: Told | None
    offers: tuple[OfferLine, ...]
    priorities: tuple[PriorityLine, ...]
    mailboxes: tuple[MailboxLine, ...]
    people: tuple[PersonLine, ...]
    has_focal_point: bool
    keep_url: str

    @property
    def is_silent(self) -> bool:
        """Whether the city has said nothing here yet."""
        return not (
            self.about
            or self.particular
            or self.offers
            or self.priorities
            or self.mailboxes
            or self.people
        )
