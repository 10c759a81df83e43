"""Two people write one manuscript: both changes stay, or both are shown; none is lost."""

import pytest
from django.core.exceptions import PermissionDenied

from hamshahr.domains.experiences.content.checking import BadValue
from hamshahr.domains.experiences.content.form import UnknownPath
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.models import FieldChange, Manuscript
from hamshahr.domains.manuscripts.saving import Conflict, Saved, content_of, save_field
from tests.cast import AWA, CLAIRE, HODA, KAVEH, NASRIN, REZA, SHIRAZ

pytestmark = pytest.mark.django_db

FIRST = "چراغ‌ها هماهنگ نبودند. راننده‌ها می‌ماندند. پلیس شکایت داشت."


@pytest.fixture
def manuscript():
    nasrin = NASRIN.serving()
    written = begin_manuscript(city=SHIRAZ.placed(), language="fa", by=nasrin)
    save_field(manuscript=written, path="problem", value=FIRST, based_on=0, by=nasrin)
    return written


def save(manuscript, value, *, by, based_on, path="problem"):
    return save_field(
        manuscript=manuscript, path=path, value=value, based_on=based_on, by=by.serving()
    )


def test_changes_in_different_sentences_are_put_together(manuscript):
    save(manuscript, FIRST.replace("پلیس", "پلیس راهور"), by=KAVEH, based_on=1)
    saved = save(manuscript, FIRST.replace("نبودند", "نبودند و کهنه بودند"), by=NASRIN, based_on=1)

    assert saved.merged
    assert "پلیس راهور" in saved.value
    assert "کهنه" in saved.value
    assert content_of(manuscript).text("problem") == saved.value


def test_changes_of_the_same_words_are_shown_and_nothing_is_overwritten(manuscript):
    save(manuscript, FIRST.replace("شکایت داشت", "خسته بود"), by=KAVEH, based_on=1)
    with pytest.raises(Conflict) as refused:
        save(manuscript, FIRST.replace("شکایت داشت", "راضی نبود"), by=NASRIN, based_on=1)

    assert "خسته بود" in refused.value.theirs
    assert "راضی نبود" in refused.value.mine
    assert refused.value.by == KAVEH.account()
    assert "خسته بود" in content_of(manuscript).text("problem")

    settled = save(manuscript, refused.value.mine, by=NASRIN, based_on=refused.value.version)
    assert settled == Saved(refused.value.mine, 3)
    assert FieldChange.objects.filter(manuscript=manuscript, path="problem").count() == 3


def test_what_would_turn_the_page_around_is_not_kept_and_half_spaces_are(manuscript):
    saved = save(manuscript, "\u202eچراغ‌های \u2066LED\u202c", by=NASRIN, based_on=0, path="title")

    assert saved.value == "چراغ‌های LED"


def test_both_people_may_add_a_building_block_at_once(manuscript):
    save(manuscript, ["k3f9q2ab"], by=NASRIN, based_on=0, path="blocks")
    save(manuscript, ["k3f9q2ab", "m4xz7d1r"], by=KAVEH, based_on=1, path="blocks")
    save(manuscript, ["k3f9q2ab", "s2w8n5ty"], by=NASRIN, based_on=1, path="blocks")

    assert content_of(manuscript).codes("blocks") == ["k3f9q2ab", "m4xz7d1r", "s2w8n5ty"]


def test_what_one_took_away_does_not_come_back_by_the_other(manuscript):
    save(manuscript, ["k3f9q2ab", "m4xz7d1r"], by=NASRIN, based_on=0, path="blocks")
    save(manuscript, ["m4xz7d1r"], by=KAVEH, based_on=1, path="blocks")
    save(manuscript, ["k3f9q2ab", "m4xz7d1r", "s2w8n5ty"], by=NASRIN, based_on=1, path="blocks")

    assert content_of(manuscript).codes("blocks") == ["m4xz7d1r", "s2w8n5ty"]


def test_the_same_again_changes_nothing_however_stale(manuscript):
    save(manuscript, "چراغ‌ها.", by=KAVEH, based_on=1)

    assert save(manuscript, "چراغ‌ها.", by=NASRIN, based_on=1) == Saved("چراغ‌ها.", 2)


@pytest.mark.parametrize("person", [REZA, AWA, CLAIRE])
def test_nobody_else_writes(manuscript, person):
    with pytest.raises(PermissionDenied):
        save(manuscript, "چیز دیگر", by=person, based_on=1)


def test_an_expert_writes_too(manuscript):
    assert save(manuscript, "از کارشناس", by=HODA, based_on=1).version == 2


def test_what_is_declined_is_written_no_more(manuscript):
    Manuscript.objects.filter(pk=manuscript.pk).update(state=Manuscript.State.DECLINED)
    with pytest.raises(PermissionDenied):
        save(manuscript, "چیز دیگر", by=NASRIN, based_on=1)


@pytest.mark.parametrize("path", ["", "state", "blocks.x", "blocks.k3f9q2ab.price", "a.b.c.d"])
def test_there_is_no_field_beside_those_of_the_form(manuscript, path):
    with pytest.raises(UnknownPath):
        save(manuscript, "x", by=NASRIN, based_on=0, path=path)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "x" * 151),
        ("title", ["a list"]),
        ("summary", "word " * 251),
        ("topics", ["a", "b", "c", "d"]),
        ("sdgs", [18]),
        ("sdgs", [True]),
        ("scale", "galaxy"),
        ("start", "1398/05"),
        ("start", "2019-13"),
        ("capital", "1e400"),
        ("capital", "NaN"),
        ("blocks", ["../../etc"]),
        ("blocks", [f"{letter}1234567" for letter in "abcdefg"]),
        ("links.k3f9q2ab.url", "javascript:alert(1)"),
        ("sources.k3f9q2ab.url", "http://192.168.1.10/report.pdf"),
        ("sources.k3f9q2ab.url", "http://user:word@city.example/"),
        ("pictures.k3f9q2ab.file", "../secret"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_with_a_sentence(manuscript, path, value):
    with pytest.raises(BadValue, match=r"\w"):
        save(manuscript, value, by=NASRIN, based_on=0, path=path)
