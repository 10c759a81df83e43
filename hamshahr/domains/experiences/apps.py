from django.apps import AppConfig


class ExperiencesConfig(AppConfig):
    name = "hamshahr.domains.experiences"
    label = "experiences"

    def ready(self) -> None:
        from hamshahr.domains.experiences import manifest  # models exist only now

        manifest.register()
