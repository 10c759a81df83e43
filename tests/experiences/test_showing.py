"""What a city told, as it is read: in order, in words, and nothing that was not said."""

import pytest
from django.utils import translation

from hamshahr.domains.experiences.content.showing import Names, Reading, ShownGroup, shown
from hamshahr.domains.experiences.content.values import Content
from tests.manuscripts.told import STAIRS


def steps(reader="en", **said):
    with_more = STAIRS | said
    names = Names(topics={"integrated-transport": "Integrated transport"})
    with translation.override(reader):
        read = shown(Reading(Content(with_more), "es", reader, names))
    return {step.key: step for step in read}


def field(step, path):
    return next(part for part in step.parts if part.path == path)


def test_steps_stand_in_the_order_of_the_form_and_silent_ones_do_not_stand():
    keys = list(steps())

    assert keys[0] == "about"
    assert keys.index("problem") < keys.index("done") < keys.index("results")
    assert "legal" not in keys


def test_words_of_the_city_stay_as_written_and_choices_are_worded_for_the_reader():
    told = steps()

    assert field(told["about"], "title").is_written
    assert field(told["topics"], "topics").texts == ("Integrated transport",)
    assert field(told["place"], "scale").text == "A district"
    assert not field(told["place"], "scale").is_written


@pytest.mark.parametrize(
    ("said", "read"),
    [("2019", "2019"), ("2019-06", "June 2019"), ("2019-06-03", "June 3, 2019")],
)
def test_a_date_is_told_as_exactly_as_it_is_known(said, read):
    assert field(steps(end=said)["time"], "end").text == read


@pytest.mark.parametrize(
    ("said", "read"), [("24", "24"), ("1200000", "1,200,000"), ("-0.50", "-0.50")]
)
def test_a_number_keeps_its_decimals(said, read):
    (group,) = steps(**{"results.r7d1m4xz.before": said})["results"].parts

    assert group.items[0]["before"].text == read


@pytest.mark.django_db
def test_persian_reads_its_own_digits_and_calendar(settings):
    assert field(steps("fa")["time"], "true_as_of").text == "۱۳ اردیبهشت ۱۴۰۳"


def test_an_item_names_its_source_by_number():
    (group,) = steps(**{"results.r7d1m4xz.source": "s2w8n5ty"})["results"].parts

    assert isinstance(group, ShownGroup)
    assert group.items[0]["source"].text == "1"


def test_what_is_for_members_is_marked_and_consent_is_told_to_be_unpublished():
    told = steps(
        pictures=["p2d8n5ty"],
        **{"pictures.p2d8n5ty.consent": "Todas firmaron en 2019."},
    )

    assert told["members"].is_members_only
    (group,) = told["pictures"].parts
    assert not group.items[0]["consent"].is_published


def test_prose_is_html_that_can_do_no_harm():
    told = steps(problem="Con **lluvia** <script>alert(1)</script>")

    html = field(told["problem"], "problem").html
    assert "<strong>lluvia</strong>" in html
    assert "<script" not in html
