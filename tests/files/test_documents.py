"""Documents are what their names say, whole, and without programs in them."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamshahr.commons.files.examining.documents import examine_document
from hamshahr.commons.files.refusing import FileRefused
from tests.files.made import EICAR, PDF, office, open_document, packed, picture

pytestmark = pytest.mark.django_db

TAKEN = {
    "bylaw.pdf": PDF,
    "tender.docx": office("docx", {"word/media/image1.png": picture("PNG", (9, 9))}),
    "figures.xlsx": office("xlsx"),
    "talk.pptx": office("pptx", {"ppt/embeddings/chart.xlsx": office("xlsx")}),
    "letter.odt": open_document("text"),
    "budget.ods": open_document("spreadsheet"),
    "counts.csv": "سال,شمار\n۱۴۰۲,۱۲\n".encode(),
    "windows.csv": "Año;Número\n".encode("cp1252"),
    "notes.txt": "یادداشت".encode(),
    "lines.geojson": b'{"type": "FeatureCollection", "features": []}\n',
    "open.JSON": b"\xef\xbb\xbf[1, 2]",
}


@pytest.mark.parametrize("name", TAKEN)
def test_documents_of_offices_are_taken_and_kept_as_they_came(add, contents, name):
    kept = add(name, TAKEN[name], kind="document")

    assert kept.name.endswith(name.rpartition(".")[2].lower())
    assert [path.read_bytes() for path in contents()] == [TAKEN[name]]
    assert kept.scanned_at is None


def lying_directory():
    """Return a package whose directory says that a part is small, and whose part is large."""
    whole = packed({"[Content_Types].xml": b"x" * 5_000_000})
    return whole.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 50))


def overlapping():
    """Return a package in which many names stand for the same packed bytes."""
    whole = packed({"[Content_Types].xml": bytes(9_000_000)})
    body, directory = whole[: whole.rindex(b"PK\x01\x02")], whole[whole.rindex(b"PK\x01\x02") :]
    entry, end = directory[: directory.rindex(b"PK\x05\x06")], directory[-22:]
    entries = b"".join(
        entry.replace(b"[Content_Types].xml", b"[Content_%05d].xml" % number)
        for number in range(60)
    )
    counts = struct.pack("<HHII", 60, 60, len(entries), len(body))
    return body + entries + end[:8] + counts + end[20:]


REFUSED = {
    "a picture called a PDF": ("plan.pdf", picture("PNG"), "This is a picture"),
    "a PDF called a Word file": ("plan.docx", PDF, "by its content PDF"),
    "a Word file called a PDF": ("plan.pdf", office("docx"), "by its content DOCX"),
    "a sheet called a text document": ("plan.docx", office("xlsx"), "by its content XLSX"),
    "half of a PDF": ("plan.pdf", PDF[:40], "damaged"),
    "a PDF with something before it": ("plan.pdf", b"GIF89a" + PDF, "by its content GIF|not taken"),
    "a PDF with an archive behind it": (
        "plan.pdf", PDF + packed({"a": bytes(4000)}) + bytes(2000), "damaged",
    ),
    "a Word file with something before it": (
        "a.docx", b"PK\x03\x04junk" + office("docx"), "damaged",
    ),
    "half of a Word file": ("plan.docx", office("docx")[:-40], "damaged"),
    "a Word file with macros": ("plan.docx", office("docm"), "macros"),
    "a name for macros": ("plan.docm", office("docm"), "macros"),
    "a hidden macro": ("plan.docx", office("docx", {"word/vbaProject.bin": b"x"}), "macros"),
    "a macro in a chart": (
        "a.pptx",
        office("pptx", {"ppt/embeddings/c.xlsx": office("xlsx", {"xl/vbaProject.bin": b"x"})}),
        "macros",
    ),
    "an OpenDocument with a macro": (
        "a.odt", open_document("text", {"Basic/x.xml": b""}), "macros",
    ),
    "a program inside": ("a.docx", office("docx", {"word/embeddings/x.exe": b"MZ"}), "macros"),
    "an archive": ("plan.zip", packed({"a.txt": b"a"}), "not taken"),
    "an archive called a Word file": ("plan.docx", packed({"a.txt": b"a"}), "not taken"),
    "an archive inside": ("a.docx", office("docx", {"word/x.zip": packed({"a": b"a"})}), "packed"),
    "an archive inside under another name": (
        "a.docx", office("docx", {"word/x.bin": packed({"a": b"a"})}), "packed",
    ),
    "archives in archives": (
        "a.docx",
        office("docx", {"a.xlsx": office("xlsx", {"b.xlsx": office("xlsx")})}),
        "packed",
    ),
    "a zip bomb": ("a.docx", office("docx", {"word/x.xml": bytes(60_000_000)}), "Unpacked"),
    "a zip bomb whose directory lies": ("a.docx", lying_directory(), "damaged"),
    "a zip bomb that overlaps itself": ("a.docx", overlapping(), "Unpacked|damaged"),
    "thousands of parts": (
        "a.docx", office("docx", {f"p{number}": b"" for number in range(4100)}), "Unpacked",
    ),
    "a part that leads out": ("a.docx", office("docx", {"../../x.xml": b""}), "damaged"),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "before 2007"),
    "a page": ("page.html", b"<!doctype html><p>", "SVG, HTML"),
    "a page called a text": ("page.txt", b"\n\n <script>alert(1)</script>", "SVG, HTML"),
    "a page behind a comment": ("page.csv", b"a,b\n<html><script>alert(1)</script>", "SVG, HTML"),
    "a drawing": ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG, HTML"),
    "a program": ("setup.pdf", b"MZ\x90\0" + bytes(99), "not taken"),
    "bytes called a text": ("notes.txt", b"abc\0\x01\x02", "something else in it"),
    "UTF-16": ("notes.txt", "نوشته".encode("utf-16"), "UTF-16"),
    "half of a JSON": ("data.json", b'{"a": [1, 2', "damaged"),
    "a text with no ending": ("notes", b"abc", "not taken"),
    "a text called a PDF": ("notes.pdf", b"abc", "damaged"),
    "nothing": ("notes.txt", b"", "empty"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_lies_or_could_do_harm_is_refused_and_nothing_is_kept(add, contents, what):
    name, content, why = REFUSED[what]

    with pytest.raises(FileRefused, match=why):
        add(name, content, kind="document")

    assert contents() == []


def test_a_word_file_that_is_packed_in_an_unusual_way_is_refused(add):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("[Content_Types].xml", "x")

    with pytest.raises(FileRefused, match="damaged"):
        add("a.docx", file.getvalue(), kind="document")


_WHOLE = {
    "a.docx": office("docx", {"a.xml": b"hello" * 500, "e/c.xlsx": office("xlsx")}),
    "a.odt": open_document("text"),
    "a.pdf": PDF,
    "a.csv": TAKEN["counts.csv"],
}


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from(sorted(_WHOLE)),
    hits=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 6)), max_size=6),
)
def test_however_a_file_is_broken_it_is_taken_or_refused_with_a_sentence(name, hits):
    content = _WHOLE[name]
    for place, put, taken in hits:
        at = int(place * len(content))
        content = content[:at] + put + content[at + taken :]
    with suppress(FileRefused):
        examine_document(io.BytesIO(content), name, len(content))


def test_without_a_scanner_its_test_file_is_but_a_text(add):
    assert add("note.txt", EICAR).scanned_at is None


def test_a_document_beyond_its_limit_is_refused(add):
    with pytest.raises(FileRefused, match="at most 25 MB"):
        add("plan.pdf", PDF + bytes(25 * 2**20))
