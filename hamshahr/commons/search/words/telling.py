"""Which words of a query tell something: all but a language's most common ones."""

from collections.abc import Sequence
from functools import cache

from hamshahr.kernel.folding import fold


def telling(words: Sequence[str], language: str) -> list[str]:
    """Return the folded ``words`` without those that any text of ``language`` holds.

    Where nothing is left (a query of such words alone), all are returned.
    """
    common = _common(language)
    return [word for word in words if word not in common] or list(words)


@cache
def _common(language: str) -> frozenset[str]:
    import stopwordsiso  # reads the lists of 58 languages: on first use

    if not stopwordsiso.has_lang(language):
        return frozenset()
    return frozenset(
        part for word in stopwordsiso.stopwords(language) for part in fold(word).split()
    )
