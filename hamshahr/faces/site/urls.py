from django.urls import path

from hamshahr.faces.site import machines, views

app_name = "site"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("feed/", views.feed, name="feed"),
    path("card.png", views.card, name="card"),
    path("cities/", views.cities, name="cities"),
    path("about/", views.about, name="about"),
    path("about/roles/", views.roles, name="roles"),
]

# Without a language: machines read them
for_machines = [
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<slug:kind>-<int:number>.xml", views.sitemap_part, name="sitemap-part"),
]
