"""The frame around every page: its language, the other languages, the offered one."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.encoding import escape_uri_path, iri_to_uri

from hamshahr.commons.accounts.doors import asker
from hamshahr.commons.accounts.naming import called
from hamshahr.commons.accounts.own_pages import OwnLink, own_links
from hamshahr.commons.notifications.reading_notices import Waiting, waiting_for
from hamshahr.commons.translation.languages import (
    Language,
    active_language,
    language,
    offered_languages,
)
from hamshahr.domains.association.pages import KINDS, title
from hamshahr.domains.experiences.regions import SharingPicture
from hamshahr.faces.site.language_choice import offered_to
from hamshahr.faces.site.sharing import site_picture
from hamshahr.kernel.addresses import public_address
from hamshahr.kernel.public_pages import parameters_of, query_of, tidy


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    language: Language
    url: str
    current: bool


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, and where her own pages are: the menu in the header."""

    name: str
    links: list[OwnLink]
    waiting: Waiting
    template: str = "site/person.html"

    @property
    def hearing_url(self) -> str:
        """Where she says what she hears about, and sees why letters do not reach her."""
        return reverse("notices:settings")


class Frame:
    """What the layout of every page shows; a fragment without a frame pays nothing for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.language = language(active_language())

    @property
    def demo(self) -> bool:
        """Whether this is a demonstration, which every page says."""
        return bool(settings.DEMO)

    @property
    def demo_people_url(self) -> str:
        """Where one signs in as somebody made up."""
        return reverse("network:demo-people")

    @cached_property
    def person(self) -> SignedIn | None:
        """Who is signed in; to public pages, which are kept for all, nobody is."""
        by = asker(self._request)
        if by is None:
            return None
        return SignedIn(called(by), own_links(by), waiting_for(by))

    @property
    def sign_in_url(self) -> str:
        return reverse("accounts:sign-in")

    @property
    def association(self) -> str:
        """The association that runs the site, as the page's language calls it; empty: nobody."""
        return str(settings.ASSOCIATION_IN.get(self.language.code) or settings.ASSOCIATION)

    @property
    def picture(self) -> SharingPicture:
        """What a link to this page shows where people pass links on."""
        return site_picture()

    @property
    def statement_links(self) -> list[tuple[str, str]]:
        """What the association says of itself: each page's name and address."""
        return [(title(kind), reverse("association:statement", args=[kind])) for kind in KINDS]

    @property
    def home_url(self) -> str:
        return reverse("site:home")

    @property
    def search_url(self) -> str:
        return reverse("site:search")

    @property
    def topics_url(self) -> str:
        return reverse("topics:list")

    @property
    def cities_url(self) -> str:
        return reverse("site:cities")

    @property
    def about_url(self) -> str:
        return reverse("site:about")

    @property
    def language_links(self) -> list[LanguageLink]:
        """The languages offered, with the address of this page in each, the query kept."""
        here = self._here
        prefix = f"/{self.language.code}/"
        in_place = here.startswith(prefix)
        return [
            LanguageLink(
                language=other,
                url=f"/{other.code}/{here[len(prefix) :]}"
                if in_place
                else translate_url("/", other.code),
                current=other.code == self.language.code,
            )
            for other in offered_languages()
        ]

    @property
    def translations(self) -> list[LanguageLink]:
        """The same links with whole addresses: for search engines, which ask for them."""
        return [replace(link, url=public_address(link.url)) for link in self.language_links]

    @property
    def canonical_url(self) -> str:
        """The one address of this page in this language, as the world is told it."""
        return public_address(self._here)

    @property
    def neutral_url(self) -> str:
        """The address of this page that leads each reader to her own language."""
        return public_address("/" + self._here.removeprefix(f"/{self.language.code}/"))

    @cached_property
    def _here(self) -> str:
        """The path with what the page reads of its query: nothing that somebody added to it."""
        found = self._request.resolver_match
        reads = parameters_of(found.func) if found else None
        query = query_of(self._request)
        if reads is not None:
            query = tidy(query, reads)
        return escape_uri_path(self._request.path) + (f"?{iri_to_uri(query)}" if query else "")

    @property
    def offered(self) -> LanguageLink | None:
        """The browser's language, where the page is in another and nothing was chosen yet."""
        wish = offered_to(self._request)
        if wish is None or wish == self.language.code:
            return None
        return next(link for link in self.language_links if link.language.code == wish)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: ``frame`` on every page."""
    return {"frame": Frame(request)}
