from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "hamshahr.commons.translation"
    label = "translation"

    def ready(self) -> None:
        from hamshahr.design.gallery import register_specimen

        register_specimen("typed_input", "translation/typed_specimen.html")
