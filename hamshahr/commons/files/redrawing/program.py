"""The program that opens a picture of a stranger: a process of its own, with little to spend.

It is run as a file by ``drawing``, knows nothing of the product, and says on its output in JSON
what it made, or why it made nothing. A picture that breaks it breaks nothing else::

    python -I program.py PICTURE FOLDER
"""

import contextlib
import io
import json
import resource
import sys
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

# Widths of pages, in pixels: a telephone, a column, a whole screen of twice the density
WIDTHS = (480, 960, 1600)
# A strip of a plan may be long; more than this times its width is no picture on a page.
_TALLEST = 4
# 50 megapixels are a good camera's of today, and 200 MB when they are opened.
MOST_PIXELS = 50_000_000
MOST_ON_A_SIDE = 30_000
_MEMORY = 1536 * 2**20  # bytes of address space: a picture thrice, and the program itself
_SECONDS = 30  # of the processor
_LARGEST_RESULT = 32 * 2**20  # bytes of one file
# Where nobody sees a difference and files are small (Pillow's own advice: not above 95)
_QUALITY = 84
# What makes a picture upright, by what its camera noted (EXIF 2.32, 4.6.4, tag 0x0112)
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_QUARTERS = {_TURNS[noted] for noted in (5, 6, 7, 8)}
_READS = ("JPEG", "PNG", "WEBP")
_SRGB = ImageCms.createProfile("sRGB")


class Refused(Exception):
    """The picture is not taken; the text is a word for ``drawing``."""


def main(picture: Path, folder: Path) -> dict[str, Any]:
    """Write the sizes of a picture into a folder; return what they are."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_RESULT, _LARGEST_RESULT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        return _drawn(picture, folder)
    except Refused as refused:
        return {"refused": str(refused)}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return {"refused": "too many pixels"}
    except OSError as error:
        if error.errno is not None:  # of the system: a full disk
            return {"refused": "not written", "errno": error.errno}
        return {"refused": "damaged"}  # of Pillow, which has no number for it
    except (SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError):
        return {"refused": "damaged"}  # all that Pillow's readers are known to raise


def _drawn(picture: Path, folder: Path) -> dict[str, Any]:
    with Image.open(picture, formats=_READS) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS or max(width, height) > MOST_ON_A_SIDE:
            raise Refused("too many pixels")
        if getattr(opened, "n_frames", 1) > 1:
            raise Refused("moving")
        # A JPEG is decoded at a half, a quarter or an eighth where that is enough
        opened.draft(None, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
        opened.load()
        largest = _upright(opened)
    ending = "webp" if largest.mode == "RGBA" else "jpg"
    sizes = []
    for target in sorted({min(width, largest.width) for width in WIDTHS}):
        drawn = largest if target == largest.width else _within(largest, target)
        content = _encoded(drawn, ending)
        path = folder / f"{target}.{ending}"
        path.write_bytes(content)
        sizes.append({"width": drawn.width, "height": drawn.height, "file": path.name})
    return {"ending": ending, "sizes": sizes}


def _upright(opened: Image.Image) -> Image.Image:
    """Return the picture in plain colours, at most as wide as kept, turned as it was held."""
    turn = _TURNS.get(opened.getexif().get(_ORIENTATION, 1))
    box = (WIDTHS[-1], _TALLEST * WIDTHS[-1])
    small = _plain(opened, opened.info.get("icc_profile"))
    small.thumbnail(box[::-1] if turn in _QUARTERS else box, Image.Resampling.LANCZOS)
    return small if turn is None else small.transpose(turn)


def _plain(opened: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a copy in sRGB, with transparency where there is some."""
    if opened.mode.startswith("I"):  # 16 bits a colour
        opened = opened.convert("I").point(lambda value: value / 256).convert("L")
    clear = opened.mode in {"RGBA", "LA", "PA"} or "transparency" in opened.info
    if profile and not clear and opened.mode in {"RGB", "CMYK", "L"}:
        # A profile that cannot be read is left out: the colours are then a little off
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            converted = ImageCms.profileToProfile(
                opened, io.BytesIO(profile), _SRGB, outputMode="RGB"
            )
            if converted is not None:
                return converted
    plain = opened.convert("RGBA" if clear else "RGB")
    shines_through = clear and plain.getchannel("A").getextrema() != (255, 255)
    return plain if shines_through else plain.convert("RGB")


def _within(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image, ending: str) -> bytes:
    """Return the pixels as a file, and nothing else: the copy has neither profile nor EXIF."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    written = io.BytesIO()
    if ending == "webp":
        bare.save(written, "WEBP", quality=_QUALITY, method=4)
    else:
        bare.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return written.getvalue()


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
