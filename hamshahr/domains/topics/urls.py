from django.urls import path

from hamshahr.domains.topics import views

app_name = "topics"

urlpatterns = [
    path("", views.topics, name="list"),
    path("<slug:code>/", views.topic, name="topic"),
]
