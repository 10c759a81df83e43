"""What may be asked: a query with a word in it, of a bearable length, in a known language."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from hamshahr.commons.search.query_language import query_language
from hamshahr.commons.search.words.cutting import cut, joined
from hamshahr.commons.search.words.telling import telling
from hamshahr.commons.translation.languages import UnknownLanguage, language
from hamshahr.commons.translation.reading import number
from hamshahr.kernel.folding import printable

# A page of text. Whoever pastes more is asked to say what matters.
LONGEST_QUERY = 5_000


class BadQuery(ValueError):
    """The query cannot be answered; the message says why and what to do, in the page's language."""


@dataclass(frozen=True)
class Query:
    """A query in order. ``language`` is the code of the language it is written in."""

    text: str
    language: str

    @cached_property
    def words(self) -> list[str]:
        """The folded words, compounds with half-spaces in one piece too; each once, in order."""
        return list(dict.fromkeys([*cut(self.text), *joined(self.text)]))

    @cached_property
    def telling_words(self) -> list[str]:
        """Those of ``words`` that tell something."""
        return telling(self.words, self.language)


def read_query(text: str, *, said: str | None = None, read_in: str | None = None) -> Query:
    """Return what ``text`` asks. Raises ``BadQuery``.

    ``said`` is the language somebody says it is in, ``read_in`` that of the page it was typed on;
    the text's own letters have the last word.
    """
    expected = _known(said) if said else read_in
    clean = " ".join(printable(text).split())
    if len(clean) > LONGEST_QUERY:
        raise BadQuery(
            _(
                "Your text has %(count)s characters; at most %(most)s are read. "
                "Keep the sentences that say what your city is trying to solve."
            )
            % {
                "count": number(len(clean), read_in or "en"),
                "most": number(LONGEST_QUERY, read_in or "en"),
            }
        )
    query = Query(clean, query_language(clean, expected))
    if not clean:
        raise BadQuery(_("Type what your city is trying to solve: a few words, or a paragraph."))
    if not query.words:
        raise BadQuery(_("There is no word in your text. Type a few words, in any language."))
    return query


def _known(code: str) -> str:
    try:
        return language(code.strip().lower()).code
    except UnknownLanguage as error:
        raise BadQuery(
            _("“%(code)s” is not a language code. Use one such as fa, en, fr, es or ar.")
            % {"code": code[:40]}
        ) from error
