"""How much of something a variable allows: each amount checked, and refused with a sentence."""

import re
from ipaddress import ip_network

from hamshahr.config.answers import BadAnswer


def megabytes(text: str) -> int:
    """Return a whole number of megabytes."""
    if not text.isascii() or not text.isdigit():
        raise BadAnswer(f"a number of megabytes is wanted, not {text}.")
    return int(text)


def factor(text: str) -> float:
    """Return a number from 0, with three decimals at most."""
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", text):
        raise BadAnswer(f"a number from 0 is wanted, not {text}.")
    return float(text)


def networks(text: str) -> list[str]:
    """Return networks or single addresses, separated by commas, as ``ipaddress`` writes them."""
    try:
        return [
            str(ip_network(one.strip(), strict=False)) for one in text.split(",") if one.strip()
        ]
    except ValueError as error:
        raise BadAnswer(f"{error}.") from error
