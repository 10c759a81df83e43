from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "hamshahr.commons.translation"
    label = "translation"
