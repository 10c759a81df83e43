from django.urls import path

from hamshahr.design.gallery import gallery

app_name = "design"

urlpatterns = [path("", gallery, name="gallery")]
