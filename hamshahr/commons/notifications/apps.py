from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "hamshahr.commons.notifications"
    label = "notifications"

    def ready(self) -> None:
        from hamshahr.commons.notifications import manifest  # models exist only now

        manifest.register()
