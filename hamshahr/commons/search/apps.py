from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "hamshahr.commons.search"
    label = "search"
