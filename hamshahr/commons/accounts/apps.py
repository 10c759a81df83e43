from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hamshahr.commons.accounts"
    label = "accounts"
