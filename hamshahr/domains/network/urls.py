from django.urls import include, path

from hamshahr.domains.network import views
from hamshahr.domains.network.demonstration import views as demonstration

app_name = "network"

urlpatterns = [
    path("", include("hamshahr.domains.network.people.urls")),
    path("", include("hamshahr.domains.network.own_words.urls")),
    path("demo/", demonstration.people, name="demo-people"),
    path("demo/sign-in/<uuid:pk>/", demonstration.sign_in, name="demo-sign-in"),
    path("cities/<slug:slug>/", views.city, name="city"),
    path("cities/<slug:slug>/record/", views.record, name="record"),
    path("cities/<slug:slug>/record/export/", views.record_export, name="record-export"),
    path("regions/", views.regions, name="regions"),
    path("regions/<slug:code>/", views.region, name="region"),
]
