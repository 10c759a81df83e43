from django.urls import path

from hamshahr.commons.moderation import views

app_name = "moderation"

urlpatterns = [
    path("sent/<slug:secret>/", views.sent, name="sent"),
    path("<slug:kind>/<slug:code>/", views.report, name="report"),
]
