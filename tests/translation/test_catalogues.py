"""The catalogues are complete, and the check that says so catches each kind of mistake."""

import os
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from hamshahr.commons.translation.catalogues import (
    LOCALE,
    PLURAL_FORMS,
    TRANSLATED,
    collect,
    compile_changed,
    main,
    po_file,
    problems,
    update,
)

ONE, MANY = "%(shown)s visit", "%(shown)s visits"


@pytest.fixture
def collected():
    """A source with a label, a placeholder, a tag and a plural."""
    catalog = Catalog()
    catalog.add("Search", locations=[("hamshahr/a.html", 1)])
    catalog.add("Since %(year)s", locations=[("hamshahr/a.html", 2)])
    catalog.add("See <b>{name}</b>", locations=[("hamshahr/b.py", 1)])
    catalog.add((ONE, MANY), locations=[("hamshahr/b.py", 2)])
    return catalog


@pytest.fixture
def french(tmp_path, collected):
    """Write a French catalogue that is in order; return how to write it with one thing changed."""
    update("fr", collected, tmp_path)
    path = po_file("fr", tmp_path)
    right = path.read_text(encoding="utf-8")
    for original, translation in {
        'msgid "Search"\nmsgstr ""': 'msgid "Search"\nmsgstr "Chercher"',
        'msgid "Since %(year)s"\nmsgstr ""': 'msgid "Since %(year)s"\nmsgstr "Depuis %(year)s"',
        '{name}</b>"\nmsgstr ""': '{name}</b>"\nmsgstr "Voir <b>{name}</b>"',
        'msgstr[0] ""': 'msgstr[0] "%(shown)s visite"',
        'msgstr[1] ""': 'msgstr[1] "%(shown)s visites"',
    }.items():
        assert original in right
        right = right.replace(original, translation)

    def write(old="", new=""):
        assert old in right
        path.write_text(right.replace(old, new), encoding="utf-8")
        return problems(collected, tmp_path, ["fr"])

    return write


def test_every_message_is_translated_into_every_language():
    assert problems(collect()) == []


def test_the_command_says_that_all_is_well(capsys):
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_the_messages_of_python_templates_and_attributes_are_collected():
    found = {message.id for message in collect()}

    assert "Your name" in found  # gettext_lazy in a form
    assert "Narrow the list" in found  # translate inside an attribute
    assert "Status" in found  # translate inside a component's attribute
    assert ("See the one experience", "See all %(shown)s experiences") in found  # blocktranslate
    year_ago = ("As of %(year)s, %(age)s year ago", "As of %(year)s, %(age)s years ago")
    assert year_ago in found  # ngettext


def test_expressions_contexts_and_trimmed_blocks_of_a_template_are_collected(tmp_path):
    (tmp_path / "page.html").write_text(
        "{% load i18n %}\n"
        '    {% include "row.html" with title=_("A title") %}\n'
        '  <c-fact label="{% translate \'May\' context "month" %}">{{ _("Shown") }}</c-fact>\n'
        "{% blocktranslate trimmed with name=city %}\n   Two lines\n   of {{ name }}\n"
        "{% endblocktranslate %}",
        encoding="utf-8",
    )

    found = {(message.id, message.context) for message in collect(tmp_path) if message.id}

    assert found == {
        ("A title", None),
        ("May", "month"),
        ("Shown", None),
        ("Two lines of %(name)s", None),
    }


def test_a_catalogue_in_order_has_no_problem(french):
    assert french() == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('msgstr "Chercher"', 'msgstr ""', "untranslated: “Search”"),
        ('msgstr[1] "%(shown)s visites"', 'msgstr[1] ""', "untranslated: “%(shown)s visit”"),
        ('msgid "Search"', '#, fuzzy\nmsgid "Search"', "fuzzy: “Search”"),
        ('msgid "Search"', 'msgid "Seek"', "missing, run --extract: “Search”"),
        ('msgid "Search"', 'msgid "Seek"', "obsolete, run --extract: “Seek”"),
        (
            "Depuis %(year)s",
            "Depuis %(an)s",
            "placeholders %(an)s instead of %(year)s: “Since %(year)s”",
        ),
        ("Voir <b>{name}", "Voir <b>", "placeholders none instead of {name}: “See <b>{name}</b>”"),
        ('<b>{name}</b>"\n\n', '<b>{name}"\n\n', "tags <b> instead of </b> <b>"),
        ('"Chercher"', '"Chercher "', "spaces at its ends"),
        ('msgstr[1] "%(shown)s visites"\n', "", "untranslated: “%(shown)s visit”"),
        (
            'msgstr[1] "%(shown)s visites"\n',
            'msgstr[1] "%(shown)s visites"\nmsgstr[2] "%(shown)s visites"\n',
            "the catalogue cannot be read: msg has more translations than num_plurals",
        ),
        ("nplurals=2", "nplurals=3", "the header must say Plural-Forms"),
        ('msgstr "Chercher"', "<<<<<<< HEAD", "the catalogue cannot be read"),
    ],
)
def test_a_mistake_is_named(french, old, new, problem):
    found = french(old, new)

    assert any(problem in line for line in found), found
    assert all(line.startswith("fr: ") for line in found)


def test_a_language_without_a_catalogue_is_named(tmp_path, collected):
    assert problems(collected, tmp_path, ["ar"]) == ["ar: there is no catalogue; run --extract"]


def test_only_a_form_for_one_number_may_leave_the_figure_out(tmp_path):
    collected = Catalog()
    collected.add((ONE, MANY), locations=[("hamshahr/b.py", 2)])
    update("ar", collected, tmp_path)
    path = po_file("ar", tmp_path)
    empty = path.read_text(encoding="utf-8")

    def written(*forms):
        text = empty
        for number, form in enumerate(forms):
            text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{form}"')
        path.write_text(text, encoding="utf-8")
        return problems(collected, tmp_path, ["ar"])

    without = ("لا زيارات", "زيارة واحدة", "زيارتان")
    assert written(*without, *["%(shown)s زيارة"] * 3) == []
    few = written(*without, "زيارات", *["%(shown)s زيارة"] * 2)
    assert [line.split(": “")[0] for line in few] == ["ar: placeholders none instead of %(shown)s"]


def test_extracting_keeps_translations_and_drops_what_is_gone(tmp_path, french, collected):
    french()
    del collected["Search"]
    collected.add("Find", locations=[("hamshahr/a.html", 1)])

    update("fr", collected, tmp_path)

    with po_file("fr", tmp_path).open("rb") as file:
        kept = {message.id: message.string for message in read_po(file) if message.id}
    assert kept["Since %(year)s"] == "Depuis %(year)s"
    assert kept["Find"] == ""
    assert "Search" not in kept
    assert kept[ONE, MANY] == ("%(shown)s visite", "%(shown)s visites")


def test_a_message_that_becomes_a_plural_waits_for_its_forms(tmp_path, french, collected):
    french()
    del collected["Search"]
    collected.add(("Search", "Searches"), locations=[("hamshahr/a.html", 1)])

    update("fr", collected, tmp_path)

    assert problems(collected, tmp_path, ["fr"]) == ["fr: untranslated: “Search”"]


def test_extracting_twice_changes_nothing(tmp_path, french, collected):
    french()
    update("fr", collected, tmp_path)
    once = po_file("fr", tmp_path).read_bytes()

    update("fr", collected, tmp_path)

    assert po_file("fr", tmp_path).read_bytes() == once


def test_the_committed_catalogues_are_as_extracting_writes_them(tmp_path):
    collected = collect()
    for code in TRANSLATED:
        committed = po_file(code).read_bytes()
        copy = po_file(code, tmp_path)
        copy.parent.mkdir(parents=True)
        copy.write_bytes(committed)

        update(code, collected, tmp_path)

        assert copy.read_bytes() == committed


def test_only_what_changed_is_compiled(tmp_path, french):
    french()
    po = po_file("fr", tmp_path)
    compiled = po.with_suffix(".mo")

    assert compile_changed(tmp_path) == [compiled]
    assert compile_changed(tmp_path) == []
    french("Chercher", "Rechercher")
    later = compiled.stat().st_mtime_ns + 1_000_000
    os.utime(po, ns=(later, later))
    assert compile_changed(tmp_path) == [compiled]
    assert b"Rechercher" in compiled.read_bytes()


@pytest.mark.parametrize("code", TRANSLATED)
def test_plurals_are_counted_as_django_counts_them(code):
    path = Path(django.__path__[0], "conf/locale", code, "LC_MESSAGES/django.po")
    with path.open("rb") as file:
        theirs = read_po(file, locale=code)
    assert theirs.plural_forms.rstrip(";") == PLURAL_FORMS[code].rstrip(";")


def test_there_is_a_catalogue_for_each_language_and_no_other():
    assert {path.name for path in LOCALE.iterdir()} == set(TRANSLATED)
