from django.urls import path

from hamshahr.domains.manuscripts import views
from hamshahr.domains.manuscripts.asking_again import urls as asking_again
from hamshahr.domains.manuscripts.claiming import urls as claiming
from hamshahr.domains.manuscripts.writing import urls as writing

app_name = "manuscripts"
urlpatterns = [
    path("write/", views.manuscripts, name="list"),
    path("write/new/", views.begin, name="begin"),
    path("write/<uuid:pk>/", views.show, name="overview"),
    path("write/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    *writing.urlpatterns,
    *claiming.urlpatterns,
    *asking_again.urlpatterns,
]
