from django.urls import path

from hamshahr.domains.experiences.revisions import views

_ALL = "<slug:code>/revisions/"
_ONE = f"{_ALL}<int:number>"

urlpatterns = [
    path(_ALL, views.revisions, name="revisions"),
    path(f"{_ONE}/", views.revision, name="revision"),
    path(f"{_ONE}.csl.json", views.cite, {"form": "csl"}, name="revision-csl"),
    path(f"{_ONE}.bib", views.cite, {"form": "bibtex"}, name="revision-bibtex"),
    path(f"{_ALL}<int:older>/compare/<int:newer>/", views.compare, name="compare"),
]

# Of no language: an identifier stays the same in all of them
identifiers = [path("id/<uuid:pk>/", views.identifier, name="identifier")]
