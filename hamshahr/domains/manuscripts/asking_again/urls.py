"""These addresses belong to those of manuscripts."""

from django.urls import path

from hamshahr.domains.manuscripts.asking_again import views

urlpatterns = [
    path("still-so/<str:secret>/", views.still_so, name="answer"),
    path("desk/still-so/", views.unanswered, name="unanswered"),
]
