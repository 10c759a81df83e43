"""Somebody new: Parisa of Shiraz, whom Nasrin invites; and how a letter is read."""

import re

import pytest

from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.models import Invitation
from hamshahr.domains.network.people.inviting import Invited, invite
from tests.cast import NASRIN, SHIRAZ, Person

PASSWORD = "anchovy-lantern-gravel-tide"
PARISA = Person("پریسا دهقان", "parisa@shiraz.example")


@pytest.fixture
def nasrin(db):
    return NASRIN.serving()


@pytest.fixture
def invited(nasrin):
    """Return a way to invite; Nasrin invites Parisa as an expert, unless said otherwise."""

    def make(*, by=nasrin, **said) -> Invitation:
        given = {
            "email": PARISA.email,
            "name": PARISA.name,
            "role": Role.EXPERT,
            "city": SHIRAZ.placed(),
            "language": "fa",
        }
        return invite(invited=Invited(**given | said), by=by)

    return make


def link_in(letter) -> str:
    """Return the path of the link in a letter's text."""
    return re.search(r"https?://[^/\s]+(/\S+/invitation/\S+)", letter.body).group(1)


def secret_in(letter) -> str:
    return link_in(letter).rstrip("/").rpartition("/")[2]
