from django.apps import AppConfig
from django.db.backends.signals import connection_created


class InstanceConfig(AppConfig):
    name = "hamshahr.kernel.instance"
    label = "instance"

    def ready(self) -> None:
        from hamshahr.kernel.instance.replacing import look_which_database

        connection_created.connect(look_which_database, dispatch_uid="hamshahr.instance")
