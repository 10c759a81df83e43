"""An authenticator app: six digits of RFC 6238, made apart from the code that checks them."""

import base64
import hashlib
import hmac
import re


def code_at(secret, moment):
    """Return the code that an app shows for the key at a moment in seconds."""
    counter = int(moment // 30).to_bytes(8, "big")
    made = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = made[-1] & 15
    number = int.from_bytes(made[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def key_on(page):
    """Return the key that the set-up page shows."""
    return re.search(r'<code dir="ltr">([A-Z2-7]{32})</code>', page).group(1)


def in_persian(code):
    return code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def in_arabic(code):
    return code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
