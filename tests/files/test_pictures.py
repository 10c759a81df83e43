"""Pictures are drawn anew: what is seen stays, and nothing else."""

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from hamshahr.commons.files import keeping
from hamshahr.commons.files.refusing import FileRefused
from tests.files.made import bomb, picture

pytestmark = pytest.mark.django_db


def opened(digest):
    with keeping.opened(digest) as file:
        return file.read()


def drawn(file, width=None):
    size = file.sizes.get(width=width) if width else file
    return Image.open(io.BytesIO(opened(size.digest)))


def test_a_picture_is_kept_in_three_widths_and_never_enlarged(add_picture):
    large, small = (
        add_picture(content=picture(size=(4000, 2000))),
        add_picture(content=picture(size=(700, 350))),
    )

    assert list(large.sizes.values_list("width", "height")) == [(480, 240), (960, 480), (1600, 800)]
    assert list(small.sizes.values_list("width", "height")) == [(480, 240), (700, 350)]
    assert (large.width, large.height) == (1600, 800)
    assert drawn(large, 480).size == (480, 240)


def test_a_tall_plan_stays_bearable(add_picture):
    plan = add_picture(content=picture(size=(1000, 12_000)))

    assert plan.height <= 6400


def test_where_and_by_whom_a_picture_was_taken_is_gone(add_picture):
    told = Image.Exif()
    told[0x010F] = "CameraOfNasrin"
    told.get_ifd(0x8825)[2] = (29.0, 36.0, 33.0)  # where, in degrees
    secret = picture(exif=told, comment=b"seen by Nasrin") + b"<script>alert(1)</script>"

    kept = add_picture(content=secret)

    for size in kept.sizes.all():
        content = opened(size.digest)
        assert b"Nasrin" not in content
        assert b"script" not in content
        assert not Image.open(io.BytesIO(content)).getexif()


def test_texts_in_a_png_are_gone(add_picture):
    notes = PngInfo()
    notes.add_text("Author", "Nasrin at home")

    kept = add_picture("plan.png", picture("PNG", pnginfo=notes))

    assert b"Nasrin" not in opened(kept.digest)


@pytest.mark.parametrize("noted", [3, 6, 8])
def test_a_picture_stands_as_it_was_held(add_picture, noted):
    half = Image.new("RGB", (600, 300), (255, 0, 0))
    half.paste((0, 0, 255), (300, 0, 600, 300))  # the right half is blue
    told = Image.Exif()
    told[0x0112] = noted
    file = io.BytesIO()
    half.save(file, "JPEG", exif=told, quality=95)

    kept = drawn(add_picture(content=file.getvalue()))

    assert kept.size == ((600, 300) if noted == 3 else (300, 600))
    seen = kept.getpixel((5, kept.height - 5) if noted == 6 else (5, 5))
    assert seen[2] > 200 > 50 > seen[0], seen


def test_what_shines_through_stays_transparent(add_picture):
    kept = add_picture("seal.png", picture("PNG", mode="RGBA", colour=(0, 120, 120, 60)))

    assert kept.media_type == "image/webp"
    assert kept.name == "seal.webp"
    assert drawn(kept).getpixel((9, 9))[3] < 100


@pytest.mark.parametrize(
    ("kind", "mode", "colour"),
    [("PNG", "P", 3), ("PNG", "1", 1), ("PNG", "I;16", 40_000), ("JPEG", "CMYK", (0, 90, 90, 0)),
     ("WEBP", "RGB", "teal"), ("PNG", "LA", (90, 255)), ("JPEG", "L", 90)],
)  # fmt: skip
def test_pictures_of_every_make_are_taken(add_picture, kind, mode, colour):
    kept = add_picture(content=picture(kind, (900, 600), mode, colour))

    assert kept.media_type == "image/jpeg"
    assert drawn(kept).mode == "RGB"


def test_a_picture_may_be_wrongly_named(add_picture):
    kept = add_picture("نقشهٔ شهر.jpg", picture("PNG"))

    assert kept.name == "نقشهٔ شهر.jpg"
    assert drawn(kept).format == "JPEG"


REFUSED = {
    "a decompression bomb": (bomb(), "too large to be opened"),
    "half of a picture": (picture(size=(1500, 1500), quality=100)[:3000], "damaged"),
    "a moving picture": (
        picture("PNG", save_all=True, append_images=[Image.new("RGB", (1000, 500), "red")]),
        "Moving pictures",
    ),
    "a page called a picture": (b"<!DOCTYPE html><script>alert(1)</script>", "SVG, HTML"),
    "an SVG with a script": (b'<?xml version="1.0"?><svg><script/></svg>', "SVG, HTML"),
    "an SVG behind blanks": (b"\xef\xbb\xbf \n<svg onload='alert(1)'/>", "SVG, HTML"),
    "a picture of an iPhone": (b"\0\0\0\x18ftypheic" + bytes(40), "Most Compatible"),
    "a GIF": (b"GIF89a" + bytes(40), "JPEG, PNG or WebP"),
    "a document": (b"%PDF-1.7 %%EOF", "JPEG, PNG or WebP"),
    "nothing but the signature": (b"\x89PNG\r\n\x1a\n", "damaged"),
    "an empty file": (b"", "empty"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_picture_of_ours_is_refused_and_nothing_is_kept(add, contents, what):
    content, why = REFUSED[what]

    with pytest.raises(FileRefused, match=why):
        add("bridge.jpg", content)

    assert contents() == []
