from django.apps import AppConfig


class TranslatingConfig(AppConfig):
    name = "hamshahr.commons.translating"
    label = "translating"

    def ready(self) -> None:
        from hamshahr.commons.translating import manifest  # models exist only now

        manifest.register()
