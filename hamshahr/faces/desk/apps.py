from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "hamshahr.faces.desk"
    label = "desk"

    def ready(self) -> None:
        from hamshahr.faces.desk import manifest  # models exist only now

        manifest.register()
