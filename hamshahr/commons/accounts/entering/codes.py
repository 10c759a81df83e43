"""One-time codes as people type them, and each of them good once."""

from typing import Any

from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction

from hamshahr.commons.translation.typed.fields import TypedCodeField


def app_code(label: Any) -> TypedCodeField:
    """Return the field for a code that an app shows."""
    return TypedCodeField(label=label, lengths=(mfa.TOTP_DIGITS,))


def one_time_code(label: Any) -> TypedCodeField:
    """Return the field for a code that an app shows, or for a recovery code."""
    return TypedCodeField(label=label, lengths=(mfa.TOTP_DIGITS, mfa.RECOVERY_CODE_DIGITS))


def used_for_the_first_time(authenticator: Authenticator, code: str) -> bool:
    """Note that a code was used; ``False`` where it, or a later one, was used before.

    Of an app (RFC 6238, 5.2); recovery codes are struck out by the library itself.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        secret = decrypt(kept.data["secret"])
        fitting = [
            counter
            for counter in yield_hotp_counters_from_time()
            if format_hotp_value(hotp_value(secret, counter)) == code
        ]
        if not fitting or max(fitting) <= kept.data.get("last_counter", 0):
            return False
        kept.data["last_counter"] = max(fitting)
        kept.save(update_fields=["data"])
    return True
