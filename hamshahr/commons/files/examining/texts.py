"""Files of plain text: that they are text, and no page in disguise."""

import re
from typing import IO

from django.utils.translation import gettext as _

from hamshahr.commons.files.examining.packages import damaged
from hamshahr.commons.files.examining.signatures import is_markup
from hamshahr.commons.files.refusing import FileRefused

MEDIA_TYPES = {
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
}
_IN_JSON = {"json", "geojson"}
# Tabs, line and page ends are part of texts; the rest is of programs and pictures
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PIECE = 64 * 1024
_ENDS = 256  # bytes at either end, in which a JSON text opens and closes


def examine_text(file: IO[bytes], ending: str) -> None:
    """Read a text to its end; raises ``FileRefused`` where it is none, or none of its ending.

    JSON is looked at from both ends and not parsed: to parse 25 MB takes ten times as much memory,
    and who uses it finds out.
    """
    file.seek(0)
    first = piece = file.read(_PIECE)
    if first.startswith(_UTF_16):
        raise FileRefused(
            _("The text is saved as UTF-16. Save it as UTF-8 (in Excel: “CSV UTF-8”).")
        )
    last = b""
    while piece:
        if _NO_TEXT.search(piece):
            raise no_text()
        last = (last + piece)[-_ENDS:]
        piece = file.read(_PIECE)
    file.seek(0)
    if is_markup(first):
        raise markup()
    if ending in _IN_JSON:
        opens, closes = first[:_ENDS].removeprefix(b"\xef\xbb\xbf").strip(), last.strip()
        if (opens[:1], closes[-1:]) not in {(b"{", b"}"), (b"[", b"]")}:
            raise damaged()


def no_text() -> FileRefused:
    return FileRefused(
        _(
            "By its name the file is a text, but there is something else in it. Save it again as "
            "plain text in UTF-8, or give it the ending of what it is."
        )
    )


def markup() -> FileRefused:
    return FileRefused(
        _(
            "SVG, HTML and XML files are not taken: they can run programs in the browser of who "
            "opens them. Save a page as PDF, and a drawing as PNG."
        )
    )
