from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "hamshahr.commons.accounts"
    label = "accounts"

    def ready(self) -> None:
        # Models exist only now; ``recording`` connects its receivers
        from hamshahr.commons.accounts import deeds, recording  # noqa: F401 - see above
        from hamshahr.commons.accounts.leaving import told as leaving
        from hamshahr.commons.accounts.own_data import manifest as own_data
        from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
        from hamshahr.commons.accounts.permissions import REQUIRE_SECOND_FACTOR
        from hamshahr.commons.accounts.preferences import manifest as preferences

        deeds.declare()
        leaving.declare()
        own_data.declare()
        preferences.declare()
        register_own_page(OwnPage("security", _("Sign-in and security"), "mfa_index", 70))
        register_own_page(
            OwnPage(
                "second-factor-rules",
                _("Roles and second factors"),
                "accounts:second-factor-rules",
                80,
                shown_to=lambda held: any(one.role in REQUIRE_SECOND_FACTOR.roles for one in held),
            )
        )
