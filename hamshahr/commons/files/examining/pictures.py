"""A picture, before it is opened: that it is of a kind that is drawn anew."""

from typing import IO

from django.utils.translation import gettext as _

from hamshahr.commons.files.examining.signatures import PICTURES, Found, found_in
from hamshahr.commons.files.examining.texts import markup
from hamshahr.commons.files.refusing import FileRefused


def examine_picture(file: IO[bytes]) -> None:
    """Raise ``FileRefused`` for what is no JPEG, PNG or WebP by its first bytes.

    The name does not matter: the picture is drawn anew, and gets the ending of what is drawn.
    """
    found = found_in(file)
    if found in PICTURES:
        return
    if found is Found.MARKUP:
        raise markup()
    if found is Found.HEIF:
        raise FileRefused(
            _(
                "Pictures in HEIC or AVIF are not taken yet. On an iPhone, choose Settings, "
                "Camera, Formats, Most Compatible; or save this one as JPEG."
            )
        )
    raise FileRefused(_("This is no picture that is taken. Pictures may be JPEG, PNG or WebP."))
