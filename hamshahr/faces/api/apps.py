from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "hamshahr.faces.api"
    label = "api"
