from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "hamshahr.domains.network"
    label = "network"

    def ready(self) -> None:
        from hamshahr.domains.network import manifest  # models exist only now

        manifest.register()
