from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hamshahr.commons.accounts"
    label = "accounts"

    def ready(self) -> None:
        from hamshahr.commons.accounts import deeds  # models exist only now

        deeds.declare()
