from django.urls import path

from hamshahr.commons.accounts import views
from hamshahr.commons.accounts.preferences.views import settings

app_name = "accounts"

urlpatterns = [
    path("account/sign-in/", views.sign_in, name="sign-in"),
    path("account/sign-out/", views.sign_out, name="sign-out"),
    path("me/settings/", settings, name="settings"),
]
