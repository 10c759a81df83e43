from django.urls import path

from hamshahr.commons.translating import views

app_name = "translating"

urlpatterns = [
    path("", views.texts, name="list"),
    path("<slug:kind>/<uuid:pk>/<slug:code>/", views.text, name="text"),
]
