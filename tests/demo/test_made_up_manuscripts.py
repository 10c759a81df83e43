"""What a demonstration shows of writing, reviewing and translating, and that it says what it is."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences.content.checking import mistakes
from hamshahr.domains.manuscripts.demonstration import bring_in_manuscripts
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.saving import content_of
from hamshahr.domains.network.demonstration.bringing_in import bring_in_cast
from tests.cast import CLAIRE, MATEO, NASRIN, REZA, YUSUF

pytestmark = pytest.mark.django_db

MADE_UP = {"fa": "ساختگی", "es": "nventado"}
_State = Manuscript.State


@pytest.fixture
def demo(settings):
    """A demonstration with its people and what they write."""
    settings.DEMO = True
    bring_in_cast(by=system_actor())
    bring_in_manuscripts()


def made_up(person):
    return User.objects.get(email=person.email)


@pytest.fixture
def at_home(demo, client):
    """Sign in by the button of the list, and return the page that opens then."""

    def at_home(person):
        button = reverse("network:demo-sign-in", args=[made_up(person).pk])
        return client.post(button, follow=True).content.decode()

    return at_home


def begun_by(person):
    return Manuscript.objects.get(begun_by=made_up(person))


def test_nasrin_finds_where_to_tell_an_experience_and_the_one_that_she_began(at_home, client):
    city = at_home(NASRIN)
    assert f'href="{reverse("manuscripts:begin")}"' in city
    assert f'href="{reverse("manuscripts:list")}"' in city

    listed = client.get(reverse("manuscripts:list")).content.decode()
    draft = begun_by(NASRIN)
    assert draft.state == _State.DRAFT
    assert reverse("manuscripts:overview", args=[draft.pk]) in listed
    assert list(mistakes(content_of(draft)))


def test_claire_finds_the_submission_of_mateo_from_the_first_page_that_she_sees(at_home, client):
    queue = reverse("reviewing:queue")
    assert f'href="{queue}"' in at_home(CLAIRE)

    waiting = begun_by(MATEO)
    assert waiting.state == _State.SUBMITTED
    review = reverse("reviewing:review", args=[waiting.pk])
    assert f'href="{review}"' in client.get(queue).content.decode()
    assert client.get(review).status_code == 200


def test_yusuf_finds_the_translation_desk_from_the_first_page_that_he_sees(at_home, client):
    desk = reverse("translating:list")
    assert f'href="{desk}"' in at_home(YUSUF)

    assert client.get(desk).status_code == 200


def test_both_texts_say_in_their_own_language_that_they_are_made_up(demo):
    for manuscript in Manuscript.objects.all():
        told = content_of(manuscript)
        for path in ("title", "headline", "summary", "problem"):
            assert MADE_UP[manuscript.language] in told.text(path), path


def test_nothing_of_it_is_in_the_library_and_others_do_not_find_it(at_home, client):
    at_home(REZA)

    assert not Manuscript.objects.exclude(experience=None).exists()
    for manuscript in Manuscript.objects.all():
        hers = reverse("manuscripts:overview", args=[manuscript.pk])
        assert client.get(hers).status_code == 404
        assert client.get(reverse("reviewing:review", args=[manuscript.pk])).status_code == 404


def test_what_visitors_did_with_it_stays_when_the_demonstration_begins_again(demo):
    Manuscript.objects.filter(begun_by=made_up(NASRIN)).update(state=_State.WITHDRAWN)
    bring_in_manuscripts()

    assert begun_by(NASRIN).state == _State.WITHDRAWN
    assert begun_by(MATEO).state == _State.SUBMITTED


def test_who_serves_no_city_any_more_writes_nothing(settings):
    settings.DEMO = True
    bring_in_cast(by=system_actor())
    made_up(MATEO).appointments.all().delete()
    bring_in_manuscripts()

    assert [one.begun_by.email for one in Manuscript.objects.all()] == [NASRIN.email]


def test_a_real_instance_gets_none_of_it(settings):
    settings.DEMO = False
    with pytest.raises(PermissionDenied):
        bring_in_manuscripts()
