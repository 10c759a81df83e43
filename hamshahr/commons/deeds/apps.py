from django.apps import AppConfig


class DeedsConfig(AppConfig):
    name = "hamshahr.commons.deeds"
    label = "deeds"

    def ready(self) -> None:
        from hamshahr.commons.deeds import deeds, own_data  # models exist only now

        deeds.declare()
        own_data.declare()
