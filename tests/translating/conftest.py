"""A kind of thing that is translated in these tests: notes on a board, kept in memory."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest

from hamshahr.commons.translating import registry
from hamshahr.commons.translating.machine.configured import _machine
from hamshahr.commons.translating.models import SourceText
from hamshahr.commons.translating.registry import (
    Field,
    Subject,
    Texts,
    Translatable,
    register_translatable,
)
from hamshahr.commons.translating.texts import texts_changed
from hamshahr.commons.translation.languages import language
from hamshahr.kernel.identifiers import new_id
from tests.cast import NASRIN
from tests.translating.servers import libretranslate, openai_compatible

SPANISH = {
    "title": "Semáforos coordinados de noche",
    "summary": "La ciudad coordinó 40 semáforos entre las 22:00 y las 6:00.",
}


@dataclass
class Note:
    """A published thing: its prose by path, and who agreed to what."""

    pk: UUID
    texts: dict[str, str]
    language: str = "es"
    owner: UUID | None = None
    may_machine: bool = True
    is_public: bool = True


@dataclass
class Board:
    """All notes; ``changed`` holds the ids of which readers were shown something new."""

    notes: dict[UUID, Note] = field(default_factory=dict)
    changed: list[UUID] = field(default_factory=list)

    def publish(self, texts=None, **said):
        note = Note(new_id(), dict(texts or SPANISH), **said)
        self.notes[note.pk] = note
        texts_changed("note", [note.pk])
        return note

    def change(self, note, texts=None, **said):
        note.texts.update(texts or {})
        for name, value in said.items():
            setattr(note, name, value)
        texts_changed("note", [note.pk])

    def read(self, ids):
        public = [self.notes[pk] for pk in ids if pk in self.notes and self.notes[pk].is_public]
        return [
            Texts(
                note.pk,
                note.owner,
                tuple(
                    Field(path, text, note.language, note.may_machine)
                    for path, text in note.texts.items()
                ),
            )
            for note in public
        ]

    def named(self, ids, _reader, _by):
        return {
            pk: Subject(self.notes[pk].texts["title"], language(self.notes[pk].language), "/en/")
            for pk in ids
            if pk in self.notes and self.notes[pk].is_public
        }


@pytest.fixture
def board(db):
    """An empty board, whose notes are translatable as long as the test lasts."""
    made = Board()
    SourceText.objects.update(due_since=None)  # the library is not what these tests are about
    register_translatable(
        Translatable(
            kind="note",
            name="note",
            texts=made.read,
            named=made.named,
            label=lambda path: path.capitalize(),
            all_ids=lambda: list(made.notes),
            on_change=made.changed.extend,
        )
    )
    yield made
    del registry._translatables["note"]


@pytest.fixture
def shiraz():
    """Return the identifier of Shiraz, whose focal point is Nasrin."""
    return NASRIN.serving().appointments.get().city_id


@pytest.fixture(scope="session")
def _libretranslate():
    with libretranslate() as server:
        yield server


@pytest.fixture(scope="session")
def _openai_compatible():
    with openai_compatible() as server:
        yield server


@pytest.fixture
def libre(_libretranslate, settings):
    """Have the instance ask a server of LibreTranslate's protocol, which is well."""
    _libretranslate.well()
    _machine.cache_clear()
    settings.TRANSLATION_SERVER = _libretranslate.url
    return _libretranslate


@pytest.fixture
def model(_openai_compatible, settings):
    """Have the instance ask a language model, which is well."""
    _openai_compatible.well()
    _machine.cache_clear()
    settings.TRANSLATION_SERVER = _openai_compatible.url
    settings.TRANSLATION_MODEL = "town-crier"
    return _openai_compatible
