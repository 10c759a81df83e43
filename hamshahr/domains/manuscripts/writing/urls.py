"""The addresses of the steps; they belong to those of manuscripts."""

from django.urls import path

from hamshahr.domains.manuscripts.writing import file_views, views

_STEP = "write/<uuid:pk>/<slug:key>/"

urlpatterns = [
    path(_STEP, views.write, name="step"),
    path(f"{_STEP}save/", views.save, name="save"),
    path(f"{_STEP}files/", file_views.add_file, name="add-file"),
    path(f"{_STEP}beside/", views.beside, name="beside"),
    path(f"{_STEP}drawn/", views.drawn, name="drawn"),
    path(f"{_STEP}here/", views.here, name="here"),
]
