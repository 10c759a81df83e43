from django.urls import path

from hamshahr.domains.topics import views

app_name = "topics"

urlpatterns = [
    path("", views.topics, name="list"),
    path("<slug:code>/", views.topic, name="topic"),
]

# For machines, in no language
files = [
    path("vocabulary.ttl", views.vocabulary, {"form": "turtle"}, name="topics-turtle"),
    path("vocabulary.jsonld", views.vocabulary, {"form": "json-ld"}, name="topics-json-ld"),
]
