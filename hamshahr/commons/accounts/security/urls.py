"""The addresses of one's own ways in, by the names that the library calls them by."""

from django.urls import path

from hamshahr.commons.accounts.doors import for_the_signed_in
from hamshahr.commons.accounts.entering.library import own
from hamshahr.commons.accounts.security import views

urlpatterns = [
    path("", for_the_signed_in(views.overview), name="mfa_index"),
    path("password/", own(views.ChangePassword.as_view()), name="account_change_password"),
    path("password/first/", own(views.SetPassword.as_view()), name="account_set_password"),
    path("app/", own(views.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("app/remove/", own(views.TakeOutApp.as_view()), name="mfa_deactivate_totp"),
    path("passkeys/new/", own(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/", own(views.RenamePasskey.as_view()), name="mfa_edit_webauthn"),
    path(
        "passkeys/<int:pk>/remove/",
        own(views.RemovePasskey.as_view()),
        name="mfa_remove_webauthn",
    ),
    path("recovery-codes/", own(views.RecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/",
        own(views.RenewRecoveryCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path("organisation/", own(views.Organisation.as_view()), name="socialaccount_connections"),
]

# Pages that the library does not know
ours = [
    path("address/", for_the_signed_in(views.address), name="address"),
    path("sessions/", for_the_signed_in(views.sessions), name="sessions"),
    path("sessions/<int:pk>/end/", for_the_signed_in(views.end_session), name="end-session"),
    path(
        "sessions/end-others/",
        for_the_signed_in(views.end_other_sessions),
        name="end-other-sessions",
    ),
]
