"""The frame around every page: its language, the other languages, the offered one."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url

from hamshahr.commons.translation.languages import (
    Language,
    active_language,
    language,
    offered_languages,
)
from hamshahr.faces.site.language_choice import preferred


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    language: Language
    url: str
    current: bool


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
    def association(self) -> str:
        """The association that runs the site, as the page's language calls it; empty: nobody."""
        return str(settings.ASSOCIATION_IN.get(self.language.code) or settings.ASSOCIATION)

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
    def about_url(self) -> str:
        return reverse("site:about")

    @property
    def language_links(self) -> list[LanguageLink]:
        """The languages offered, with the address of this page in each, the query kept."""
        here = self._request.get_full_path()
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
    def offered(self) -> LanguageLink | None:
        """The browser's language, where the page is in another and nothing was chosen yet."""
        if settings.LANGUAGE_COOKIE_NAME in self._request.COOKIES:
            return None
        wish = preferred(self._request)
        if wish is None or wish == self.language.code:
            return None
        return next(link for link in self.language_links if link.language.code == wish)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: ``frame`` on every page."""
    return {"frame": Frame(request)}
