"""These addresses belong to those of manuscripts."""

from django.urls import path

from hamshahr.domains.manuscripts.claiming import views

urlpatterns = [
    path("write/claim/", views.about, name="about-city"),
    path("write/claim/<slug:code>/", views.claim, name="claim"),
    path("write/claim/<slug:code>/correct/", views.correct, name="claim-correct"),
    path("write/claim/<slug:code>/remove/", views.remove, name="claim-remove"),
    path("write/claim/<slug:code>/still-so/", views.still_so, name="still-so"),
]
