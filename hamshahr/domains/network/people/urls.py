from django.urls import path

from hamshahr.domains.network.people.views import invitation, own

urlpatterns = [
    path("invitation/<str:secret>/", invitation.invitation, name="invitation"),
    path(
        "invitation/<str:secret>/decline/", invitation.decline_invitation, name="decline-invitation"
    ),
    path("me/appointments/", own.appointments, name="appointments"),
]
