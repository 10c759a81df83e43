"""The addresses on which a city's page is kept; they belong to those of the network."""

from django.urls import path

from hamshahr.domains.network.own_words import row_views, text_views

_KEEP = "cities/<slug:slug>/keep/"

urlpatterns = [
    path("me/city/", text_views.my_city, name="my-city"),
    path(_KEEP, text_views.keep, name="keep"),
    path(f"{_KEEP}texts/<slug:part>/<slug:code>/", text_views.text, name="keep-text"),
    path(f"{_KEEP}texts/<slug:part>/<slug:code>/history/", text_views.history, name="keep-history"),
    path(
        f"{_KEEP}texts/<slug:part>/<slug:code>/history/<int:number>/",
        text_views.revision,
        name="keep-revision",
    ),
    path(f"{_KEEP}offers/", row_views.offers, name="keep-offers"),
    path(f"{_KEEP}offers/new/", row_views.offer, name="keep-new-offer"),
    path(f"{_KEEP}offers/<uuid:pk>/", row_views.offer, name="keep-offer"),
    path(f"{_KEEP}priorities/", row_views.priorities, name="keep-priorities"),
    path(f"{_KEEP}priorities/new/", row_views.priority, name="keep-new-priority"),
    path(f"{_KEEP}priorities/<uuid:pk>/", row_views.priority, name="keep-priority"),
    path(f"{_KEEP}mailboxes/", row_views.mailboxes, name="keep-mailboxes"),
    path(f"{_KEEP}mailboxes/new/", row_views.mailbox, name="keep-new-mailbox"),
    path(f"{_KEEP}mailboxes/<uuid:pk>/", row_views.mailbox, name="keep-mailbox"),
]
