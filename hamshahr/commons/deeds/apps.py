from django.apps import AppConfig


class DeedsConfig(AppConfig):
    name = "hamshahr.commons.deeds"
    label = "deeds"
