"""What the first bytes of a file say that it is."""

import re
from enum import StrEnum
from typing import IO

# Enough for every signature below, and for a web page that begins with a comment
_HEAD = 4096  # bytes
# Brands of files in the ISO base media format (ISO/IEC 23008-12) that hold pictures
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|\?xml|!--)", re.I)


class Found(StrEnum):
    """What a file is, as far as its beginning says it; ``text`` is what nothing else fits."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    GIF = "GIF"
    TIFF = "TIFF"
    HEIF = "HEIC"
    PDF = "PDF"
    PACKAGE = "ZIP"  # of which the office formats are
    OLD_OFFICE = "DOC, XLS, PPT"  # the compound files of the time before 2007
    ARCHIVE = "7Z, RAR, GZIP"
    PROGRAM = "EXE"
    MARKUP = "HTML, SVG, XML"
    TEXT = "TXT"


_SIGNATURES = (
    (b"\xff\xd8\xff", Found.JPEG),
    (b"\x89PNG\r\n\x1a\n", Found.PNG),
    (b"GIF8", Found.GIF),
    (b"II*\0", Found.TIFF),
    (b"MM\0*", Found.TIFF),
    (b"%PDF-", Found.PDF),
    (b"PK\x03\x04", Found.PACKAGE),
    (b"PK\x05\x06", Found.PACKAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Found.OLD_OFFICE),
    (b"7z\xbc\xaf\x27\x1c", Found.ARCHIVE),
    (b"Rar!", Found.ARCHIVE),
    (b"\x1f\x8b", Found.ARCHIVE),
    (b"MZ", Found.PROGRAM),
    (b"\x7fELF", Found.PROGRAM),
    (b"#!", Found.PROGRAM),
)
PICTURES = frozenset({Found.JPEG, Found.PNG, Found.WEBP})


def found_in(file: IO[bytes]) -> Found:
    """Return what an open file is by its first bytes; it is left at its beginning."""
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Found.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        return Found.HEIF
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    return Found.MARKUP if is_markup(head) else Found.TEXT


def is_markup(head: bytes) -> bool:
    """Tell whether a browser might take what begins like this for a page or a drawing.

    It looks past what stands before the first sign, as browsers do (the WHATWG's MIME Sniffing
    Standard, section 7.1).
    """
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    return text.startswith(b"<") or _MARKUP.search(head[:1024]) is not None
