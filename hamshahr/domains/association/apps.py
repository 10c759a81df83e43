from django.apps import AppConfig


class AssociationConfig(AppConfig):
    name = "hamshahr.domains.association"
    label = "association"

    def ready(self) -> None:
        from hamshahr.domains.association import manifest  # models exist only now

        manifest.register()
