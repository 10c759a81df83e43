from django.urls import path

from hamshahr.commons.notifications import views

app_name = "notices"

urlpatterns = [
    path("me/notices/", views.notices, name="list"),
    path("me/notices/read/", views.read_all, name="read-all"),
    path("me/notices/settings/", views.settings, name="settings"),
    path("me/notices/settings/address/", views.try_address, name="try-address"),
    path("me/notices/<uuid:notice>/open/", views.open_notice, name="open"),
    path("me/notices/<uuid:notice>/read/", views.read, name="read"),
    path("letters/stop/<str:token>/", views.stop_letters, name="stop"),
    path("demo/letters/", views.letters_of_demonstration, name="demo"),
]
