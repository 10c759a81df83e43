"""A document: that it is what its name says, whole, and without programs in it."""

from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from hamshahr.commons.files.examining import packages, texts
from hamshahr.commons.files.examining.signatures import PICTURES, Found, found_in
from hamshahr.commons.files.naming import ending_of
from hamshahr.commons.files.refusing import FileRefused

MEDIA_TYPES = {"pdf": "application/pdf"} | packages.MEDIA_TYPES | texts.MEDIA_TYPES
# Where a PDF says that it ends (ISO 32000-1, Annex H: within the last 1,024 bytes)
_END_OF_PDF = 1024
_PROGRAMS = {Found.PROGRAM, Found.ARCHIVE}


@dataclass(frozen=True)
class Examined:
    """What a file is: the ending that it should have, and its media type."""

    ending: str
    media_type: str


def examine_document(file: IO[bytes], name: str, size: int) -> Examined:
    """Return what a document is; raises ``FileRefused`` where it is not what its name says.

    What a PDF does when it is opened (scripts, forms, passwords) is not looked into: it is handed
    out to be kept, never shown in a page of ours, and the scanner is for the rest.
    """
    said, found = ending_of(name), found_in(file)
    if found is Found.MARKUP or said in {"svg", "html", "htm", "xhtml", "xml"}:
        raise texts.markup()
    if found in _PROGRAMS:
        raise not_taken()
    if found is Found.OLD_OFFICE:
        raise FileRefused(
            _(
                "Office files of before 2007 (.doc, .xls, .ppt) are not taken, for they can hide "
                "macros. Save it as .docx, .xlsx or .pptx, or as PDF."
            )
        )
    if said.endswith("m") and f"{said[:-1]}x" in packages.MEDIA_TYPES:  # docm, xlsm, pptm
        raise packages.macros()
    ending = _ending_of(file, said, found, size)
    if ending != said:
        raise lies(said, ending or found)
    return Examined(ending, MEDIA_TYPES[ending])


def _ending_of(file: IO[bytes], said: str, found: Found, size: int) -> str:
    """Return the ending that fits what is in the file; empty: it is nothing that is taken."""
    if found is Found.PDF:
        _require_end(file, size)
        return "pdf"
    if found is Found.PACKAGE:
        ending = packages.package_ending(file, size)
        if not ending:
            raise not_taken()
        return ending
    if found is Found.TEXT:
        if said not in texts.MEDIA_TYPES:
            raise damaged_or_not_taken(said)
        texts.examine_text(file, said)
        return said
    return ""


def _require_end(file: IO[bytes], size: int) -> None:
    file.seek(max(0, size - _END_OF_PDF))
    end = file.read(_END_OF_PDF)
    file.seek(0)
    if b"%%EOF" not in end:
        raise packages.damaged()


def damaged_or_not_taken(said: str) -> FileRefused:
    """Return the refusal of something that is no document, by the ending that it has."""
    return packages.damaged() if said in MEDIA_TYPES else not_taken()


def not_taken() -> FileRefused:
    return FileRefused(
        _("Files of this kind are not taken. Documents may be %(kinds)s.")
        % {"kinds": ", ".join(ending.upper() for ending in MEDIA_TYPES)}
    )


def lies(said: str, found: str) -> FileRefused:
    """Return the refusal of a file whose name says another thing than its content."""
    if found in PICTURES:
        return FileRefused(
            _("This is a picture (%(found)s), not a document. Add it as a picture.")
            % {"found": found}
        )
    return FileRefused(
        _(
            "By its name the file is %(said)s, by its content %(found)s. Give it the ending of "
            "what it is, or save it again as what you mean."
        )
        % {"said": said.upper() or "?", "found": found.upper()}
    )
