"""How people sign in: password, passkey, second factor, and the organisation's own provider.

The library is django-allauth. Its own limits are off: they lock out whoever is attacked, and need
a cache that all processes share; ``commons.accounts.entering.limits`` counts in the database.
"""

from typing import Any
from urllib.parse import urlsplit

from hamshahr.config import environment

_HERE = {"localhost", "127.0.0.1", "::1"}

APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
AUTHENTICATION_BACKENDS = ["hamshahr.commons.accounts.entering.backend.PersonBackend"]

ACCOUNT_ADAPTER = "hamshahr.commons.accounts.entering.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An account begins with an invitation to its address, so that the address is proven
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# No letter to strangers: anybody could have us write to anybody
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays; the others end
# Whoever holds the mailbox and sets a password has shown as much as a password shows
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
PASSWORD_RESET_TIMEOUT = 4 * 3600  # mail may take an hour through greylisting

MFA_ADAPTER = "hamshahr.commons.accounts.entering.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off; each code is good once all the same
MFA_FORMS = {
    "authenticate": "hamshahr.commons.accounts.entering.forms.SecondFactorForm",
    "reauthenticate": "hamshahr.commons.accounts.entering.forms.ConfirmWithCodeForm",
    "activate_totp": "hamshahr.commons.accounts.security.forms.AppForm",
    "add_webauthn": "hamshahr.commons.accounts.security.forms.PasskeyForm",
}
# Browsers know passkeys by https alone, but for this very machine
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    not environment.behind_https() and urlsplit(environment.address()).hostname in _HERE
)

SOCIALACCOUNT_ADAPTER = "hamshahr.commons.accounts.entering.organisation.OrganisationAdapter"
SOCIALACCOUNT_STORE_TOKENS = False  # nothing is asked of the provider later
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # OrganisationAdapter decides, for the provider we trust


def _providers() -> dict[str, Any]:
    organisation = environment.organisation_sign_in()
    if organisation is None:
        return {}
    app = {
        "provider_id": "organisation",
        "name": organisation.name,
        "client_id": organisation.client,
        "secret": organisation.secret,
        "settings": {
            "server_url": organisation.server,
            "connects_by_email": organisation.connects,
        },
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = _providers()
