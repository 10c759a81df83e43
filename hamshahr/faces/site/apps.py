from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "hamshahr.faces.site"
    label = "site"
