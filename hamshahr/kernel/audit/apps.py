from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hamshahr.kernel.audit"
    label = "audit"
