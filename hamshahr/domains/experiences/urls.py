from django.urls import path

from hamshahr.domains.experiences import retiring_views, views
from hamshahr.domains.experiences.revisions.urls import urlpatterns as revisions

app_name = "experiences"

urlpatterns = [
    path("of/<slug:slug>/broken-links/", views.broken_links_of, name="broken-links"),
    path("<slug:code>/", views.experience, name="experience"),
    path("<slug:code>.json", views.take_along, {"form": "json"}, name="json"),
    path("<slug:code>.csl.json", views.take_along, {"form": "csl"}, name="csl"),
    path("<slug:code>.bib", views.take_along, {"form": "bibtex"}, name="bibtex"),
    path("<slug:code>.md", views.as_markdown, name="md"),
    path("<slug:code>.pdf", views.as_print, name="pdf"),
    path("<slug:code>.docx", views.as_word, name="docx"),
    path("<slug:code>/members/", views.members, name="members"),
    path("<slug:code>/embed/", views.embed, name="embed"),
    path("<slug:code>/card.png", views.card, name="card"),
    path("<slug:code>/retire/", retiring_views.retire_one, name="retire"),
    path("<slug:code>/bring-back/", retiring_views.bring_one_back, name="bring-back"),
    *revisions,
    path("<slug:code>/<slug:kind>/", views.ask, name="ask"),
]

# Beside the experiences, not below them
goals = [
    path("", views.goals, name="experiences-goals"),
    path("<int:number>/", views.goal, name="experiences-goal"),
]
