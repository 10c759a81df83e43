from types import SimpleNamespace

from django.template import Context, Engine
from django.utils import translation

from hamshahr.design.templatetags.languages import alternates, switch
from hamshahr.design.templatetags.lists import IN_SIGHT, reasons

ATTACK = '"><script>alert(1)</script>'


def choices(*values, name="topic"):
    template = Engine.get_default().from_string("{% load lists %}{% choices name values %}")
    return template.render(Context({"name": name, "values": list(values)}))


def value(label="Water", *, count=3, selected=False, key="water"):
    return SimpleNamespace(label=label, value=key, count=count, selected=selected)


def test_a_choice_shows_its_label_and_its_count():
    written = choices(value(count=7))
    assert 'name="topic" value="water">' in written
    assert "<span>Water</span>" in written
    assert 'value="7"' in written


def test_what_is_chosen_is_checked():
    assert choices(value(selected=True)).count(" checked") == 1


def test_counts_are_written_in_the_digits_of_the_page():
    with translation.override("fa"):
        assert ">۱۲</data>" in choices(value(count=12))


def test_a_long_list_is_folded_but_a_choice_stays_in_sight():
    many = [value(f"Topic {k}", key=f"t{k}") for k in range(IN_SIGHT + 5)]
    many[-1].selected = True
    in_sight, folded = choices(*many).split("<details")
    assert in_sight.count("<label>") == IN_SIGHT + 1
    assert folded.count("<label>") == 4


def test_a_short_list_is_not_folded():
    assert "<details" not in choices(*[value(key=str(k)) for k in range(IN_SIGHT)])


def test_labels_names_and_values_cannot_break_out_of_the_page():
    written = choices(value(ATTACK, key=ATTACK), *[value()] * 9, name=ATTACK)
    assert "<script" not in written


def test_reasons_are_bars_with_their_sentences():
    written = reasons([SimpleNamespace(kind="topic", text="Topic: water", strength=40)])
    assert 'class="bar bar-topic"' in written
    assert '<rect width="40"' in written
    assert "Topic: water" in written
    assert "40%" in written  # for those who do not see the bar


def test_a_reason_cannot_break_out_of_the_page():
    assert "<script" not in reasons([SimpleNamespace(kind=ATTACK, text=ATTACK, strength=1)])


def language_link(url="/fa/", *, current=False):
    persian = SimpleNamespace(code="fa", endonym="فارسی", direction="rtl")
    return SimpleNamespace(language=persian, url=url, current=current)


def test_a_language_is_named_in_itself_and_in_its_own_direction():
    written = switch([language_link(current=True)])
    assert 'lang="fa" hreflang="fa" dir="rtl" aria-current="true">فارسی<' in written


def test_the_other_languages_are_told_to_search_engines():
    assert alternates([language_link()]) == '<link rel="alternate" hreflang="fa" href="/fa/">'


def test_the_query_in_an_address_cannot_break_out_of_the_page():
    link = language_link(f"/fa/search/?q={ATTACK}")
    assert "<script" not in switch([link]) + alternates([link])
