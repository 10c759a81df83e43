from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "hamshahr.domains.topics"
    label = "topics"

    def ready(self) -> None:
        from hamshahr.domains.topics import manifest  # models exist only now

        manifest.register()
