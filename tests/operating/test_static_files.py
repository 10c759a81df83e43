"""Static files are collected once a version, not once a start."""

import pytest

from hamshahr.config import static_files


@pytest.fixture
def collecting(settings, tmp_path, monkeypatch):
    """Where files are collected, and how often they were."""
    settings.STATIC_ROOT = tmp_path
    times = []
    monkeypatch.setattr("django.core.management.call_command", lambda *_, **__: times.append(1))
    return times


def test_a_second_start_collects_nothing(collecting):
    static_files.collect()
    static_files.collect()

    assert len(collecting) == 1


def test_a_new_version_is_collected(collecting, monkeypatch):
    static_files.collect()
    monkeypatch.setattr(static_files, "_fingerprint", lambda: "of another version")
    static_files.collect()

    assert len(collecting) == 2


def test_what_was_cut_short_is_collected_again(collecting, monkeypatch):
    def ended(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as first:
        first.setattr("django.core.management.call_command", ended)
        with pytest.raises(KeyboardInterrupt):
            static_files.collect()
    static_files.collect()

    assert len(collecting) == 1
