"""The gallery: every component twice, left-to-right and right-to-left, side by side.

To add a component: its template in ``cotton/`` or ``design/pieces/``, a specimen of its look in
``design/specimens/``, and the specimen's name in SPECIMENS. A component that lives downstream, for
it knows more than looks, is shown by ``register_specimen``. Nothing here touches the database.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hamshahr.design.samples import SIDES
from hamshahr.kernel.public_pages import public_page

# In the order of the page; each is a file in templates/design/specimens.
SPECIMENS = (
    "colours",
    "type",
    "girih",
    "icons",
    "button",
    "arrow_link",
    "tag",
    "language",
    "breadcrumb",
    "notice",
    "error_summary",
    "field",
    "prose",
    "search_big",
    "search_compact",
    "row",
    "titled",
    "reasons",
    "facet",
    "chosen",
    "paging",
    "views",
    "map",
    "empty",
    "facts",
    "results_table",
    "change",
    "changes",
    "compared",
    "typed",
    "send_again",
    "citation",
    "themes",
)
COLOURS = (
    "paper", "paper-raised", "paper-sunk", "ink", "ink-soft", "line", "line-strong",
    "lapis", "lapis-deep", "lapis-wash", "turquoise", "turquoise-bright", "turquoise-wash",
    "saffron", "saffron-bright", "saffron-wash", "pomegranate", "pomegranate-wash",
)  # fmt: skip
ICONS = (
    "search",
    "arrow",
    "next",
    "down",
    "close",
    "globe",
    "person",
    "bell",
    "narrow",
    "copy",
    "feed",
)


_from_downstream: dict[str, str] = {}


def register_specimen(name: str, template: str) -> None:
    """Show a component of the commons after our own. Raises ``ValueError`` where its name is taken.

    The template is rendered once for each of ``SIDES``, as ``side``, in the language of the side.
    """
    if name in _from_downstream or name in SPECIMENS:
        raise ValueError(f"There is a specimen {name!r} already.")
    _from_downstream[name] = template


@public_page()
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in both directions."""
    return render(request, "design/gallery.html", context())


def context() -> dict[str, object]:
    """Return what the gallery's template receives beside the frame."""
    own = {name: f"design/specimens/{name}.html" for name in SPECIMENS}
    return {
        "specimens": list((own | _from_downstream).items()),
        "sides": SIDES,
        "colours": COLOURS,
        "icons": ICONS,
    }
