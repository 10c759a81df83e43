"""Files as people send them, and as attackers do."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
# The European Institute for Computer Antivirus Research's test file, in two halves, so that no
# scanner takes this file for it
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    "docx": f"{_OFFICE}wordprocessingml.document.main+xml",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet.main+xml",
    "pptx": f"{_OFFICE}presentationml.presentation.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}


def named(name, content):
    """Return an upload, as a view is given it."""
    return SimpleUploadedFile(name, content)


def picture(kind="JPEG", size=(1000, 500), mode="RGB", colour="teal", **saved):
    """Return the bytes of a picture of one colour."""
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **saved)
    return file.getvalue()


def bomb(width=50_000, height=50_000):
    """Return a small PNG that says it has so many pixels, one bit each, all alike."""
    row = b"\0" + bytes((width + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND")
    )


def _chunk(kind, data=b""):
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def office(ending="docx", parts=None):
    """Return a document of an office program, with these further ``parts`` (bytes by name)."""
    main = MAIN_PARTS[ending]
    types = f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
    return packed({"[Content_Types].xml": types.encode(), "main.xml": b"<x/>", **(parts or {})})


def open_document(kind="text", parts=None):
    """Return an OpenDocument, whose first part says its type."""
    said = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed({"mimetype": said, "content.xml": b"<x/>", **(parts or {})})


def packed(parts):
    """Return a ZIP of these parts, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()
