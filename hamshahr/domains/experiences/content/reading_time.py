"""How long somebody reads a case."""

from math import ceil

from hamshahr.domains.experiences.content.checking import words_in
from hamshahr.domains.experiences.content.values import Content

# Officials read in a second language as often as in their first. Silent reading of prose in one's
# own is 238 words a minute (Brysbaert 2019, a mean of 190 studies); in another, about a fifth less.
WORDS_A_MINUTE = 190


def minutes_to_read(content: Content) -> int:
    """Return the whole minutes that the prose of ``content`` takes, one at the least."""
    words = sum(words_in(text) for _path, text in content.prose())
    return max(1, ceil(words / WORDS_A_MINUTE))
