from django.apps import AppConfig


class InstanceConfig(AppConfig):
    name = "hamshahr.kernel.instance"
    label = "instance"
