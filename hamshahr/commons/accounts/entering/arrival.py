"""Letting somebody in who has shown by a link who she is."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_pages import own_links


def let_in(request: HttpRequest, person: User) -> None:
    """Sign somebody in by the single-use link that she followed, second factor or not.

    For links that prove more than a password does. Whom a role obliges to a second factor is led
    to set one up as after any other sign-in.
    """
    login(request, person)
    record_authentication(request, person, method="link")


def first_page(person: User) -> str:
    """Return the address of the page that somebody comes to who was going nowhere else.

    It is the first of her navigation: the desk, for those who have one; her city, for those who
    serve one, or the choice between several; her notices.
    """
    return own_links(person)[0].url
