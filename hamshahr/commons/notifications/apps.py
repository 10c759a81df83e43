from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "hamshahr.commons.notifications"
    label = "notifications"
