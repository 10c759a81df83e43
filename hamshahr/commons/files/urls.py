from django.urls import path

from hamshahr.commons.files import views

app_name = "files"

# Without a language: a file is what it is in each
urlpatterns = [
    path("<uuid:pk>/<str:name>", views.file, name="file"),
    path("<uuid:pk>/<int:width>/<str:name>", views.size, name="size"),
]
