from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "hamshahr.domains.network"
    label = "network"
