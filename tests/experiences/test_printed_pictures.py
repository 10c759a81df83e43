"""The pictures of a case on paper and in Word: which, how large, and what is told of the others."""

import ctypes
import hashlib
from contextlib import closing
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db.models import F
from docx import Document
from PIL import Image
from pypdfium2 import PdfDocument, raw

from hamshahr.commons.files import keeping
from hamshahr.commons.files.models import Size, StoredFile
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.taking_along import pictures
from tests.cast import CLAIRE, MEDELLIN, SHIRAZ
from tests.experiences.surfaces import words_of_print
from tests.experiences.test_printed import print_of, word_of
from tests.experiences.test_told_page import CODE, publish
from tests.experiences.translated import translate
from tests.files.conftest import kept_below
from tests.files.made import picture
from tests.manuscripts.told import STAIRS

__all__ = ["kept_below"]  # files lie in a folder of each test

pytestmark = pytest.mark.django_db

MISSING = "its file is missing"
MORE = "More pictures are on the page"


def added(colour, *, owner=MEDELLIN, widths=(480, 960, 1600), kind="JPEG", mode="RGB"):
    """Return a picture that a city added, kept in some widths, each half as tall."""
    kept = {width: picture(kind, (width, width // 2), mode, colour) for width in widths}
    digests = {width: hashlib.sha256(content).hexdigest() for width, content in kept.items()}
    for width, digest in digests.items():
        name = keeping.name_of(digest)
        if not keeping.storage().exists(name):
            keeping.storage().save(name, ContentFile(kept[width]))
    largest = max(widths)
    file = StoredFile.objects.create(
        kind="picture", digest=digests[largest], media_type=f"image/{kind.lower()}",
        bytes=len(kept[largest]), name="a.jpg", width=largest, height=largest // 2,
        owner=owner.placed().pk, uploaded_by=CLAIRE.account(),
    )  # fmt: skip
    for width, digest in digests.items():
        Size.objects.create(
            file=file, width=width, height=width // 2, digest=digest, bytes=len(kept[width])
        )
    return file


def showing(*files, **more):
    """Publish a case that shows these pictures, each with words of its own."""
    said = {}
    for place, file in enumerate(files):
        item = f"pictures.p{place}f9q2ab"
        said |= {
            f"{item}.file": str(file.pk),
            f"{item}.alt": f"Escalera {place} de noche",
            f"{item}.caption": f"Tramo {place}",
            f"{item}.credit": "Lina Ruiz",
        }
    return publish(pictures=[f"p{place}f9q2ab" for place in range(len(files))], **said, **more)


def drawn_in(pdf):
    """Return the widths, in pixels, of the pictures of a print; the city's pattern is none."""
    widths = []
    with closing(PdfDocument(pdf)) as opened:
        for page in opened:
            found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)
            widths += [one.get_px_size()[0] for one in found]
    return widths


def alternatives_of(pdf):
    """Return the text alternatives in the structure of a tagged PDF."""
    told = []

    def walk(element):
        length = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if length:
            buffer = ctypes.create_string_buffer(length)
            raw.FPDF_StructElement_GetAltText(element, buffer, length)
            told.append(buffer.raw[:length].decode("utf-16-le").rstrip("\0"))
        for place in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
            if child:
                walk(child)

    with closing(PdfDocument(pdf)) as opened:
        for page in opened:
            tree = raw.FPDF_StructTree_GetForPage(page)
            for place in range(raw.FPDF_StructTree_CountChildren(tree)):
                walk(raw.FPDF_StructTree_GetChildAtIndex(tree, place))
            raw.FPDF_StructTree_Close(tree)
    return told


def shapes_of(word):
    return Document(BytesIO(word)).inline_shapes


def test_a_print_shows_a_picture_in_its_printing_size_with_its_words(client):
    showing(added("teal"))
    pdf = print_of(client)

    assert drawn_in(pdf) == [960]
    assert "Escalera 0 de noche" in alternatives_of(pdf)
    words = words_of_print(pdf)
    assert "Tramo 0" in words
    assert "Lina Ruiz" in words
    assert "/files/" not in words


def test_word_shows_it_too_with_its_alternative(client):
    showing(added("teal"))
    word = word_of(client)
    (shape,) = shapes_of(word)

    assert shape._inline.docPr.get("descr") == "Escalera 0 de noche"
    assert "Tramo 0" in "".join(one.text for one in Document(BytesIO(word)).paragraphs)


def test_a_translated_alternative_says_that_a_machine_translated_it(client, monkeypatch):
    path = "pictures.p0f9q2ab.alt"
    monkeypatch.setitem(STAIRS, path, "Escalera 0 de noche")
    case = showing(added("teal"))
    translate(case, path, "Stairs at night", language="en")

    assert "Stairs at night (machine translation)" in alternatives_of(print_of(client))
    (shape,) = shapes_of(word_of(client))
    assert shape._inline.docPr.get("descr") == "Stairs at night (machine translation)"


def test_what_shines_through_is_printed_on_white(client):
    showing(added((0, 0, 0, 0), kind="WEBP", mode="RGBA"))

    (shape,) = shapes_of(word_of(client))
    part = Document(BytesIO(word_of(client))).part.related_parts[
        shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    ]
    with Image.open(BytesIO(part.blob)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (960, 480))
        assert shown.getpixel((5, 5)) == (255, 255, 255)
    assert drawn_in(print_of(client)) == [960]


def test_a_missing_file_is_a_line_and_its_return_is_another_print(client):
    file = added("teal")
    showing(file, added("navy"))
    kept = file.sizes.get(width=960)
    name = keeping.name_of(kept.digest)
    with keeping.opened(kept.digest) as lying:
        content = lying.read()
    keeping.storage().delete(name)
    without = client.get(f"/en/experiences/{CODE}.pdf")

    assert drawn_in(without.content) == [960]
    assert MISSING in " ".join(words_of_print(without.content).split())
    assert len(shapes_of(word_of(client))) == 1
    keeping.storage().save(name, ContentFile(content))
    whole = client.get(f"/en/experiences/{CODE}.pdf")
    assert whole["ETag"] != without["ETag"]
    assert drawn_in(whole.content) == [960, 960]


@pytest.mark.parametrize("content", [b"", b"no picture", picture(colour="red")])
def test_content_that_is_not_what_was_kept_is_never_printed(client, content):
    file = added("teal")
    showing(file)
    name = keeping.name_of(file.sizes.get(width=960).digest)
    keeping.storage().delete(name)
    keeping.storage().save(name, ContentFile(content))
    pdf = print_of(client)

    assert drawn_in(pdf) == []
    assert MISSING in " ".join(words_of_print(pdf).split())
    assert not len(shapes_of(word_of(client)))


def test_pictures_of_another_city_or_of_no_file_are_not_printed(client):
    theirs = added("teal", owner=SHIRAZ)
    showing(theirs, StoredFile(pk="00000000-0000-7000-8000-00000000ffff"))

    assert drawn_in(print_of(client)) == []
    assert not len(shapes_of(word_of(client)))


def test_a_picture_that_only_members_are_shown_is_in_no_print(client):
    hidden = added("teal")
    publish(**{
        "members_documents": ["m3f9q2ab"],
        "members_documents.m3f9q2ab.file": str(hidden.pk),
        "members_documents.m3f9q2ab.title": "Plano reservado",
        "members_documents.m3f9q2ab.licence": "all-rights-reserved",
    })  # fmt: skip

    assert drawn_in(print_of(client)) == []
    assert not len(shapes_of(word_of(client)))


def test_a_hidden_case_prints_no_picture_that_was_remembered(client):
    case = showing(added("teal"))
    assert drawn_in(print_of(client))
    Experience.objects.filter(pk=case.pk).update(state="draft", published_at=None)

    for form in ("pdf", "docx"):
        assert client.get(f"/en/experiences/{CODE}.{form}").status_code == 404


def test_another_picture_is_another_print(client):
    first = added("teal")
    case = showing(first)
    before = client.get(f"/en/experiences/{CODE}.pdf")["ETag"]
    other = added("navy")
    Size.objects.filter(file=first, width=960).update(digest=other.sizes.get(width=960).digest)

    assert case.code == CODE
    assert client.get(f"/en/experiences/{CODE}.pdf")["ETag"] != before


def test_more_pictures_than_fit_are_told_in_words_with_their_addresses(client, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PICTURES", 2)
    files = [added(colour, widths=(480,)) for colour in ("teal", "navy", "red")]
    showing(*files)
    pdf = print_of(client)
    told = words_of_print(pdf)

    assert drawn_in(pdf) == [480, 480]
    assert MORE in told
    assert "Escalera 2 de noche" in told
    assert len(shapes_of(word_of(client))) == 2


def test_pictures_that_weigh_too_much_are_printed_smaller_and_then_told(client):
    files = [added(colour) for colour in ("teal", "navy", "red")]
    showing(*files)
    Size.objects.filter(file=files[0], width=960).update(bytes=F("bytes") + pictures.MOST_BYTES)
    Size.objects.filter(file=files[1]).update(bytes=pictures.MOST_BYTES + 1)
    pdf = print_of(client)

    assert drawn_in(pdf) == [480, 960]
    assert MORE in words_of_print(pdf)
