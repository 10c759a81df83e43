"""A kept picture for paper: its content in one width, whole, as JPEG."""

import hashlib
import io
import logging

from hamshahr.commons.files import keeping

_logger = logging.getLogger("hamshahr.files")
_JPEG = "image/jpeg"
# As the pictures themselves are drawn (redrawing/program.py)
_QUALITY = 84


def is_kept(digest: str) -> bool:
    """Tell whether a content lies in the storage, unread; what cannot be asked for does not."""
    try:
        return keeping.storage().exists(keeping.name_of(digest))
    except OSError:
        _logger.exception("The storage does not say whether %s is there.", digest)
        return False


def picture_for_paper(digest: str, media_type: str) -> bytes | None:
    """Return a size of a picture as JPEG, on white where something shines through.

    ``None`` where its content is missing, cannot be read, or is not what its digest says: a print
    goes on without it. Who may see the picture is for the caller to know.
    """
    try:
        with keeping.opened(digest) as file:
            content = file.read()
    except OSError:
        _logger.exception("The content %s cannot be read.", digest)
        return None
    if hashlib.sha256(content).hexdigest() != digest:
        _logger.error("The content %s is not what it was when it was kept.", digest)
        return None
    return content if media_type == _JPEG else _on_white(content)


def _on_white(content: bytes) -> bytes:
    """Return a picture that we drew ourselves, and have found whole, as JPEG.

    Neither Word nor the paper knows WebP, and paper is white.
    """
    from PIL import Image  # late: few pictures shine through, and workers do without Pillow

    with Image.open(io.BytesIO(content), formats=["WEBP"]) as opened:
        clear = opened.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    written = io.BytesIO()
    white.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
