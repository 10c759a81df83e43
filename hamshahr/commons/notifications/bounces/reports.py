"""What a delivery status report says, whatever else somebody has put into it (RFC 3464).

Nothing here raises for what a report holds: it comes from anybody. It is cut at ``LONGEST``, its
parts and words are counted, and what cannot be understood says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from itertools import islice

# The headers of the letter that came back stand within it, also below a long text
LONGEST = 256 * 1024  # bytes
_MOST_PARTS = 40
_MOST_TOKENS = 50
# Our own tokens (``models.new_token``), as they stand in a message id or before the @
_TOKEN = re.compile(r"(?<![a-z0-9])[a-z2-7]{32}(?![a-z0-9])")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_CODE = re.compile(r"\b([45]\d\d)\b")
# Headers in which a report, or the letter in it, names a letter of ours
_NAMING = (
    "Message-ID", "References", "In-Reply-To", "Original-Envelope-Id",
    "To", "Delivered-To", "X-Original-To", "Envelope-To", "Return-Path",
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """A letter did not arrive, and will not.

    ``tokens`` may name it. ``status`` is the enhanced code, ``code`` SMTP's (0: none given),
    ``said`` what the last server said.
    """

    tokens: frozenset[str]
    status: str
    code: int
    said: str


def read_report(raw: bytes, *, received_for: str = "") -> Report | None:
    """Return what a message reports; ``None`` where it is no report of a final failure.

    ``received_for`` is the address of its envelope, where it is known.
    """
    message = message_from_bytes(raw[:LONGEST], policy=policy.compat32)
    parts = list(islice(message.walk(), _MOST_PARTS))
    failed = next(filter(_has_failed, _recipients(parts)), None)
    if failed is None:
        return None
    said = _header(failed, "Diagnostic-Code")
    code = _CODE.search(said)
    status = _STATUS.search(_header(failed, "Status")) or _STATUS.search(said)
    return Report(
        tokens=frozenset(islice(_tokens(parts, received_for), _MOST_TOKENS)),
        status=status.group(1) if status else "",
        code=int(code.group(1)) if code else 0,
        said=said or _header(failed, "Status") or "undeliverable",
    )


def _recipients(parts: list[Message]) -> Iterator[Message]:
    """Yield the groups of fields that each speak of one reader."""
    for part in parts:
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            for fields in islice(part.get_payload(), _MOST_PARTS):
                if isinstance(fields, Message) and fields.get("Action") is not None:
                    yield fields


def _has_failed(fields: Message) -> bool:
    return _header(fields, "Action").lower() == "failed"


def _tokens(parts: list[Message], received_for: str) -> Iterator[str]:
    yield from _TOKEN.findall(received_for.lower())
    for part in parts:
        for name in _NAMING:
            yield from _TOKEN.findall(_header(part, name).lower())
        # Headers of the letter are returned as a text of their own
        if part.get_content_type() == "text/rfc822-headers" and not part.is_multipart():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                returned = message_from_bytes(payload, policy=policy.compat32)
                yield from _TOKEN.findall(_header(returned, "Message-ID").lower())


def _header(fields: Message, name: str) -> str:
    """Return a header as one line; a header in a charset that there is not is kept as it is."""
    try:
        text = " ".join(str(fields.get(name, "")).split())
    except (LookupError, ValueError):
        return ""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:1000]
