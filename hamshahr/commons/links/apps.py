from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "hamshahr.commons.links"
    label = "links"
