"""Identifiers: UUIDs that sort by their time of birth (RFC 9562, version 7)."""

import os
import time
import uuid


def new_id() -> uuid.UUID:
    """Return a new UUID version 7: Unix time in milliseconds, 12 bits of its fraction, random bits.

    Rows born together lie together in the index, which keeps big imports quick; those of one
    import sort as they were made (RFC 9562, section 6.2, method 3).
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    random_bits = int.from_bytes(os.urandom(8), "big")
    value = (milliseconds << 80) | (fraction << 64) | random_bits
    value &= ~(0xF << 76) & ~(0x3 << 62)
    value |= (0x7 << 76) | (0x2 << 62)
    return uuid.UUID(int=value)
