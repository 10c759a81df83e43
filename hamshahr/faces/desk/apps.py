from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "hamshahr.faces.desk"
    label = "desk"
