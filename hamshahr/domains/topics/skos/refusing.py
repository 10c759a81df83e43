"""What is wrong with a vocabulary file, in sentences for whoever made it."""

from collections.abc import Sequence

# More mistakes than this are seldom read; the rest is counted.
SHOWN = 20
_LONGEST = 160  # characters of a value that are shown


class VocabularyRefused(Exception):
    """A file cannot be brought in, and nothing was changed; each mistake is one sentence."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        self.mistakes = list(mistakes)
        super().__init__("\n".join(self.mistakes[:SHOWN]))

    @property
    def more(self) -> int:
        """How many mistakes the message leaves out."""
        return max(0, len(self.mistakes) - SHOWN)


def shown(value: object) -> str:
    """Return a value of the file as a message shows it: short, and nothing but what prints."""
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in str(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
