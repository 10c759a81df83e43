"""Second factors as the library asks us about them: their names, and how their secrets are kept."""

import base64
import hashlib
import logging
import secrets

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.entering.adapter import AccountAdapter
from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number

_logger = logging.getLogger(__name__)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted with the signing key: the database alone makes no codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret; one that nobody knows where another signing key wrote it."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            _logger.warning("A second factor was kept under another signing key: no code fits.")
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - the library's form
        there = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)s") % {"number": number(there + 1, active_language())}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return who asks for the passkey: browsers bind it to the host."""
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": self._get_site_name()}

    def _get_site_name(self) -> str:
        return settings.ASSOCIATION or _("Hamshahr")


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"factor:{key!s}".encode()).digest()))
            for key in keys
        ]
    )
