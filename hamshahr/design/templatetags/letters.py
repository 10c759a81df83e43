"""Template tag: the fonts of other scripts, for a part of a page that holds their letters."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from hamshahr.design.letters.writing import needs_more_than_the_page_font

register = template.Library()


class _Letters(template.Node):
    def __init__(self, inside: NodeList) -> None:
        self.inside = inside

    def render(self, context: Context) -> SafeString:
        written = self.inside.render(context)
        style = static("design/built/letters.css")
        if style in written or not needs_more_than_the_page_font(written):
            return written
        return mark_safe(f'<link rel="stylesheet" href="{style}">{written}')  # noqa: S308 - of our own


@register.tag
def letters(parser: Parser, token: Token) -> _Letters:  # noqa: ARG001 - Django hands it over
    """``{% letters %} … {% endletters %}``: link the style that names the fonts, where needed.

    A page in Persian or English without a foreign word carries nothing for it; the browser of a
    page with one fetches only the pieces of a script that its reader has no font for.
    """
    inside = parser.parse(("endletters",))
    parser.delete_first_token()
    return _Letters(inside)
