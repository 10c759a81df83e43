from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "hamshahr.commons.files"
    label = "files"

    def ready(self) -> None:
        from hamshahr.commons.files import manifest  # models exist only now

        manifest.register()
