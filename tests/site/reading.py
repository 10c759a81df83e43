"""A page as a reader or a program meets it: its elements, its words, its links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse

# Elements that never have an end
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip


@dataclass
class Element:
    """An element of a page with its attributes and the text inside it."""

    tag: str
    attributes: dict[str, str]
    within: "Element | None"
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def inherited(self, attribute: str) -> str | None:
        """Return an attribute of this element or of the nearest one around it that has it."""
        here: Element | None = self
        while here is not None:
            if attribute in here.attributes:
                return here.attributes[attribute]
            here = here.within
        return None


class Page(HTMLParser):
    """The elements of an answer, in order. Refuses tags that do not nest."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__(convert_charrefs=True)
        self.answer = answer
        self.source = answer.content.decode()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(self.source)
        self.close()
        assert not self._open, f"never closed: {[one.tag for one in self._open]}"

    def handle_starttag(self, tag, attrs):
        within = self._open[-1] if self._open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, within)
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data):
        for element in self._open:
            element.pieces.append(data)

    def all(self, tag=None, *, of_class=None, **attributes) -> list[Element]:
        """Return the elements that fit all that is given; ``data_x`` stands for ``data-x``."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if (tag is None or element.tag == tag)
            and (of_class is None or of_class in element.classes)
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag=None, **wanted) -> Element:
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}"
        return found[0]

    @property
    def rows(self) -> list[str]:
        """The codes of the experiences that the page lists, in order."""
        headings = [one for one in self.all("h3") if one.within and one.inherited("class")]
        links = [a for a in self.all("a") if a.within in headings]
        paths = [urlsplit(a.attributes["href"]).path for a in links]
        return [p.rstrip("/").rpartition("/")[2] for p in paths if "/experiences/" in p]

    @property
    def total(self) -> int:
        """The number that the heading of the list says; 0 where nothing fits."""
        digits = "".join(
            str(int(character)) for character in self.one(id="count").text if character.isdigit()
        )
        if digits:
            return int(digits)
        return len(self.rows)

    @property
    def choices(self) -> dict[tuple[str, str], int]:
        """The values of the facets with the counts beside them."""
        found = {}
        for data in self.all("data"):
            label = data.within
            while label is not None and label.tag != "label":
                label = label.within
            if label is None:
                continue
            box = next(one for one in self.all("input", type="checkbox") if one.within is label)
            key = box.attributes["name"], box.attributes["value"]
            found[key] = int(data.attributes["value"])
        return found


def parameters(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)
