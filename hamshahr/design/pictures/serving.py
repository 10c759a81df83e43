"""Answering with a sharing picture."""

from django.http import HttpRequest, HttpResponseBase

from hamshahr.design.on_demand import OnDemand
from hamshahr.design.pictures.card import Card, draw

# What a link in one newsletter asks for; some 60 KB each.
REMEMBERED = 64

cards: OnDemand[Card] = OnDemand(draw, media_type="image/png", remembered=REMEMBERED)


def card_response(request: HttpRequest, card: Card) -> HttpResponseBase:
    """Answer with the picture, as ``OnDemand.response`` does."""
    return cards.response(request, card)
