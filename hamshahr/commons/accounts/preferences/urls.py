from django.urls import path

from hamshahr.commons.accounts.preferences import views

app_name = "preferences"

urlpatterns = [
    path("settings/", views.settings, name="settings"),
]
