from django.apps import AppConfig


class AssociationConfig(AppConfig):
    name = "hamshahr.domains.association"
    label = "association"
