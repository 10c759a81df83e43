from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "hamshahr.commons.moderation"
    label = "moderation"

    def ready(self) -> None:
        from hamshahr.commons.moderation import manifest  # models exist only now

        manifest.register()
