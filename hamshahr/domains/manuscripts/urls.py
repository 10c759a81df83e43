from django.urls import path

from hamshahr.domains.manuscripts import views
from hamshahr.domains.manuscripts.writing import urls as writing

app_name = "manuscripts"
urlpatterns = [
    path("write/", views.manuscripts, name="list"),
    path("write/new/", views.begin, name="begin"),
    path("write/<uuid:pk>/", views.show, name="overview"),
    path("write/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    *writing.urlpatterns,
]
