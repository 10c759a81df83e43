from django.apps import AppConfig
from django.db.backends.signals import connection_created


class InstanceConfig(AppConfig):
    name = "hamshahr.kernel.instance"
    label = "instance"

    def ready(self) -> None:
        from hamshahr.kernel.instance import deeds
        from hamshahr.kernel.instance.replacing import look_which_database

        deeds.declare()
        connection_created.connect(look_which_database, dispatch_uid="hamshahr.instance")
