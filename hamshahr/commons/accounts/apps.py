from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hamshahr.commons.accounts"
    label = "accounts"

    def ready(self) -> None:
        from hamshahr.commons.accounts import deeds  # models exist only now
        from hamshahr.commons.accounts.preferences import manifest as preferences

        deeds.declare()
        preferences.declare()
