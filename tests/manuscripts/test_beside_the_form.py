"""What stands beside the form: what others said to the same, likely duplicates, hints."""

import pytest

from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.manuscripts.models import Manuscript
from tests.cast import CLAIRE, NASRIN
from tests.experiences.translated import translate
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def nasrin(desk_of):
    return desk_of(NASRIN)


def test_what_readers_will_ask_is_said_and_holds_nothing_up(nasrin):
    beside = nasrin.client.get(f"{nasrin.url('wrong')}beside/").content.decode()
    assert "Nothing went wrong?" in beside

    nasrin.fill("wrong", went_wrong="نرم‌افزار دو ماه دیر رسید.")
    assert (
        "Nothing went wrong?"
        not in nasrin.client.get(f"{nasrin.url('wrong')}beside/").content.decode()
    )


def test_similar_experiences_and_a_likely_twin_stand_beside(nasrin, desk_of, manuscript):
    nasrin.fill(
        "about", title="Bus rapid transit lanes on the main street", summary="Buses were slow."
    )
    begun = nasrin.client.post("/en/write/new/", {"city": manuscript.city_id, "language": "en"})
    again = nasrin.client.get(begun["Location"])
    assert again.status_code == 200
    twin = desk_of(NASRIN)
    twin.manuscript = Manuscript.objects.exclude(pk=manuscript.pk).get(city=manuscript.city)
    twin.fill(
        "about", title="Bus rapid transit lanes on a main street", summary="Slow buses got lanes."
    )
    beside = twin.client.get(f"{twin.url('about')}beside/").content.decode()

    assert "Is this told already?" in beside
    assert f'/en/write/{manuscript.pk}/"' in beside
    assert beside.count("/en/experiences/") >= 3


def test_what_similar_experiences_said_is_read_in_the_language_of_the_page(nasrin):
    nasrin.fill("about", title="Bus rapid transit lanes", summary="Buses were slow in traffic.")
    nearest = nasrin.client.get(f"{nasrin.url('wrong', 'fa')}beside/").content.decode()
    assert "TransMilenio: autobuses troncales" in nearest
    similar = Experience.objects.get(title__startswith="TransMilenio: autobuses troncales")
    translate(similar, "title", "ترانس‌میلنیو: اتوبوس‌های شاه‌خط")
    translate(similar, "lessons", "راننده‌ها را از آغاز همراه کنید.", checked_by=CLAIRE.serving())
    answer = nasrin.client.get(f"{nasrin.url('wrong', 'fa')}beside/")
    beside = Page(answer)

    assert "ترانس‌میلنیو: اتوبوس‌های شاه‌خط" in [link.text for link in beside.all("a")]
    assert "راننده‌ها را از آغاز همراه کنید." in [one.text for one in beside.all("blockquote")]
    assert "ترجمهٔ ماشینی" in answer.text
    assert f"ترجمه را {CLAIRE.name} در" in answer.text
