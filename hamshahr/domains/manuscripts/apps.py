from django.apps import AppConfig


class ManuscriptsConfig(AppConfig):
    name = "hamshahr.domains.manuscripts"
    label = "manuscripts"

    def ready(self) -> None:
        from hamshahr.domains.manuscripts import manifest  # models exist only now

        manifest.register()
