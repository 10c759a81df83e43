from django.urls import include, path

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.accounts.entering import urls as entering
from hamshahr.commons.accounts.entering.views import SignIn, sign_out
from hamshahr.commons.accounts.leaving.views import leaving, left
from hamshahr.commons.accounts.own_data.views import own_data
from hamshahr.commons.accounts.preferences.views import settings
from hamshahr.commons.accounts.security import urls as security
from hamshahr.commons.accounts.security.rules import second_factor_rules
from hamshahr.commons.accounts.security.views import confirm_wished_address

app_name = "accounts"

# By names of our own
urlpatterns = [
    path("me/settings/", settings, name="settings"),
    path("account/sign-in/", open_to_all(SignIn.as_view()), name="sign-in"),
    path("account/sign-out/", open_to_all(sign_out), name="sign-out"),
    path(
        "account/address/<str:secret>/",
        open_to_all(confirm_wished_address),
        name="confirm-address",
    ),
    path("me/security/", include(security.ours)),
    path("me/data/", own_data, name="own-data"),
    path("me/data/leave/", leaving, name="leave"),
    path("account/left/", left, name="left"),
    path("account/second-factors/", second_factor_rules, name="second-factor-rules"),
]

# By the names that the sign-in library has for them
of_the_library = [
    path("account/", include(entering.urlpatterns)),
    path("me/security/", include(security.urlpatterns)),
]
for_the_provider = entering.for_the_provider
