from django.urls import path

from hamshahr.domains.association import views

app_name = "association"

urlpatterns = [
    path("pages/<slug:kind>/", views.statement, name="statement"),
    path("administrator/<str:secret>/", views.administrator, name="administrator"),
]
