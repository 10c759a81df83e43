from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "hamshahr.design"
    label = "design"
