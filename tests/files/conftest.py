"""A storage of its own for each test, and people who add files."""

from pathlib import Path

import pytest
from django.conf import settings as of_the_run
from django.utils import translation

from hamshahr.commons.files.models import StoredFile
from hamshahr.commons.files.storing import store
from hamshahr.domains.network.models import City
from tests.cast import NASRIN
from tests.files.made import PDF, named, picture


@pytest.fixture(autouse=True)
def kept_below(settings, tmp_path):
    """Return the folder in which files are kept."""
    folder = tmp_path / "files"
    settings.DATA = tmp_path
    whole = "hamshahr.commons.files.keeping.WholeFiles"
    settings.STORAGES = {
        **of_the_run.STORAGES,
        "files": {"BACKEND": whole, "OPTIONS": {"location": folder}},
    }
    return folder


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def contents(kept_below):
    """Return what lies in the storage: paths of whole files, and whatever else was left."""

    def contents() -> list[Path]:
        return sorted(path for path in kept_below.rglob("*") if path.is_file())

    return contents


@pytest.fixture
def nasrin(db):
    return NASRIN.serving()


@pytest.fixture
def shiraz(nasrin):
    return City.objects.get(slug="shiraz").pk


@pytest.fixture
def add(nasrin, shiraz):
    """Have Nasrin add a file for Shiraz."""

    def add(name, content, *, kind=None, by=nasrin, owner=shiraz):
        is_picture = name.endswith((".jpg", ".png", ".webp"))
        chosen = kind or ("picture" if is_picture else "document")
        return store(named(name, content), kind=StoredFile.Kind(chosen), by=by, owner=owner)

    return add


@pytest.fixture
def add_document(add):
    return lambda name="bylaw.pdf", content=PDF: add(name, content, kind="document")


@pytest.fixture
def add_picture(add):
    return lambda name="bridge.jpg", content=None: add(name, content or picture(), kind="picture")
