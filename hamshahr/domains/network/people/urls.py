from django.urls import path

from hamshahr.domains.network.people.views import (
    city_people,
    handing_over,
    invitation,
    joining,
    own,
)

_CITY = "cities/<slug:slug>/people/"

urlpatterns = [
    path("invitation/<str:secret>/", invitation.invitation, name="invitation"),
    path(
        "invitation/<str:secret>/decline/", invitation.decline_invitation, name="decline-invitation"
    ),
    path("me/appointments/", own.appointments, name="appointments"),
    path("me/appointments/<int:pk>/shown/", own.shown, name="appointment-shown"),
    path("me/appointments/<int:pk>/leave/", own.leave, name="appointment-leave"),
    path("me/appointments/<int:pk>/function/", own.function, name="appointment-function"),
    path(_CITY, city_people.people, name="people"),
    path(f"{_CITY}invite/", city_people.invite, name="people-invite"),
    path(f"{_CITY}invitations/<uuid:pk>/resend/", city_people.resend, name="people-resend"),
    path(f"{_CITY}invitations/<uuid:pk>/withdraw/", city_people.withdraw, name="people-withdraw"),
    path("account/join/", joining.join, name="join"),
    path(f"{_CITY}domains/", joining.domains, name="people-domains"),
    path(f"{_CITY}domains/<int:pk>/remove/", joining.remove_domain, name="people-remove-domain"),
    path(f"{_CITY}hand-over/", handing_over.prepare, name="people-hand-over"),
    path(
        f"{_CITY}hand-over/invite/",
        handing_over.invite_successor,
        name="people-invite-successor",
    ),
    path("me/hand-overs/<uuid:pk>/", handing_over.done, name="hand-over"),
    path(f"{_CITY}<int:pk>/end/", city_people.end, name="people-end"),
    path(f"{_CITY}<int:pk>/deputy/", city_people.deputy, name="people-deputy"),
    path(f"{_CITY}<int:pk>/function/", city_people.function, name="people-function"),
]
