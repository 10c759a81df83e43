"""Every address of the product × every role: the answer is the one that the permissions give."""

from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.association.actions import write_statement
from hamshahr.domains.association.models import StatementRevision
from hamshahr.domains.network.admitting import admit_member
from hamshahr.domains.network.models import City
from hamshahr.kernel.today import today
from tests.cast import (
    AWA,
    CLAIRE,
    FATEMEH,
    HODA,
    INES,
    JONAS,
    KAVEH,
    LEILA,
    MATEO,
    NASRIN,
    SHIRAZ,
    YUSUF,
    says_something_of_itself,
)
from tests.site.every_address import (
    ANYWHERE,
    HERS,
    OF_HOLDERS,
    OF_ONES_OWN,
    OF_SHIRAZ,
    SENT,
    THERE,
    every_address,
)

pytestmark = pytest.mark.django_db

# Every address that names a city names Shiraz
CAST = {
    "stranger": None,
    "focal point of another city": MATEO,
    "expert": HODA,
    "deputy mayor": LEILA,
    "focal point": NASRIN,
    "deputy focal point": KAVEH,
    "editor": CLAIRE,
    "translator": YUSUF,
    "moderator": INES,
    "secretariat": AWA,
    "secretary general": FATEMEH,
    "administrator": JONAS,
}
SIGN_IN, NOT_THERE, ANSWERED = "is asked to sign in", "finds nothing there", "is answered"
NO_FORM = "is told that nothing is sent there"  # whoever she is
# The root of the interface is a name for its addresses, and no address; security.txt is not there
# until somebody says whom to tell, nor what a demonstration alone has: tests/demo ask there
OF_A_DEMONSTRATION = {"network:demo-people", "network:demo-sign-in", "notices:demo"}
NO_PAGE = {"api-1:api-root", "security", *OF_A_DEMONSTRATION}


@pytest.fixture
def cast(db):
    """The accounts of the cast, and something behind every address."""
    accounts = {role: person and person.serving() for role, person in CAST.items()}
    for slug in ("shiraz", "medellin"):
        admit_member(city=City.objects.get(slug=slug), since=today(), by=accounts["secretariat"])
    write_statement(
        kind=StatementRevision.Kind.IMPRINT,
        language="fa",
        text="نخست.",
        based_on=0,
        by=system_actor(),
    )
    says_something_of_itself(SHIRAZ.placed(), by=system_actor())
    return accounts


def expected(address, by, held, *, hers):
    """Return what the table of permissions says; ``hers``: it is one person's own."""
    door = address.door
    if not door.signed_in:
        return ANSWERED
    if by is None:
        return SIGN_IN
    if hers is not None:
        return ANSWERED if by == hers else NOT_THERE
    if door.permission is None:
        return ANSWERED
    shiraz = City.objects.get(slug="shiraz").pk
    for one in held:
        if one.role in door.permission.everywhere:
            return ANSWERED
        of_one = door.of_city or address.name in OF_SHIRAZ
        if one.role in door.permission.own_city and (not of_one or one.city_id == shiraz):
            return ANSWERED
    return NOT_THERE


def answer(client, path, sent):
    """Return what somebody is told who asks for an address, or sends it a form.

    What it did is undone, so that the next one finds everything as it was.
    """
    before = transaction.savepoint()
    told = client.get(path) if sent is None else client.post(path, sent)
    transaction.savepoint_rollback(before)
    assert told.status_code < 500, f"{path}: {told.status_code}"
    if told.status_code == 302 and reverse("accounts:sign-in") in told.url:
        return SIGN_IN
    if told.status_code == 401:  # with what the form held, to be sent again after signing in
        return SIGN_IN
    if told.status_code == 405:
        return NO_FORM
    return NOT_THERE if told.status_code in {403, 404} else ANSWERED


def path_of(address, hers):
    own = HERS[address.name](hers) if address.name in HERS else {}
    given = {**ANYWHERE, **THERE.get(address.name, {}), **own}
    missing = [part for part in address.parts if part not in given]
    assert not missing, (
        f"tests/site/every_address.py: what stands for {missing} in {address.route}?"
    )
    values = {
        part: given[part]() if callable(given[part]) else given[part] for part in address.parts
    }
    return reverse(address.name, kwargs=values)


def test_every_address_has_a_door():
    without = [address.route for address in every_address() if address.door is None]

    assert without == [], "Say who gets there, with a decorator of hamshahr.commons.accounts.doors."


def test_a_door_of_a_city_is_named_in_its_address():
    for address in every_address():
        if address.door and address.door.of_city:
            assert address.door.of_city in address.parts, address.route


class Browser(Client):
    """The browser of one person, who is signed in anew when a page was the way out."""

    def __init__(self, by):
        super().__init__()
        if by is not None:
            self.force_login(by)
        self._signed_in = dict(self.cookies)

    def told(self, path, sent):
        told = answer(self, path, sent)
        if self.cookies != self._signed_in:  # what the page did to the session is undone
            self.cookies = SimpleCookie()
            self.cookies.update(self._signed_in)
        return told


def test_every_role_is_told_at_every_address_what_its_permissions_say(cast):
    wrong = []
    browsers = {role: Browser(by) for role, by in cast.items()}
    held = {role: held_by(by) for role, by in cast.items()}
    addresses = every_address()
    assert len(addresses) > 30
    for address in addresses:
        if address.name in NO_PAGE | OF_ONES_OWN | OF_HOLDERS:
            continue
        with translation.override("en"):
            nasrin = cast["focal point"]
            path = path_of(address, nasrin)
            hers = nasrin if address.name in HERS else None
            asked = [None, SENT.get(address.name, {})]
            for role, by in cast.items():
                meant = expected(address, by, held[role], hers=hers)
                for sent in list(asked):
                    told = browsers[role].told(path, sent)
                    if by is None and told == NO_FORM:
                        asked.remove(sent)  # what a stranger may not ask so, nobody may
                    if told not in {meant, NO_FORM}:
                        verb = "GET" if sent is None else "POST"
                        wrong.append(f"{verb} {path}: a {role} {told}, and {meant} by the table")
    assert wrong == [], "\n".join(wrong)
