from django.urls import include, path

from hamshahr.domains.network import views

app_name = "network"

urlpatterns = [
    path("", include("hamshahr.domains.network.people.urls")),
    path("", include("hamshahr.domains.network.own_words.urls")),
    path("cities/<slug:slug>/", views.city, name="city"),
    path("cities/<slug:slug>/record/", views.record, name="record"),
    path("cities/<slug:slug>/record/export/", views.record_export, name="record-export"),
    path("regions/", views.regions, name="regions"),
    path("regions/<slug:code>/", views.region, name="region"),
]
