from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hamshahr.commons.accounts"
    label = "accounts"

    def ready(self) -> None:
        from hamshahr.commons.accounts import deeds  # models exist only now
        from hamshahr.commons.accounts.leaving import told as leaving
        from hamshahr.commons.accounts.own_data import manifest as own_data
        from hamshahr.commons.accounts.preferences import manifest as preferences

        deeds.declare()
        leaving.declare()
        own_data.declare()
        preferences.declare()
