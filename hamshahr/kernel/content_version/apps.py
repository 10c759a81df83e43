from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContentVersionConfig(AppConfig):
    name = "hamshahr.kernel.content_version"
    label = "content_version"

    def ready(self) -> None:
        from hamshahr.kernel.content_version.triggers import lay_triggers  # apps exist only now

        # Once a migration, when the tables of all apps are there
        post_migrate.connect(lay_triggers, sender=self)
