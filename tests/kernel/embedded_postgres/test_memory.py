"""The database takes of a machine what it can spare."""

import pytest

from hamshahr.kernel.embedded_postgres import memory

GIGABYTE = 2**30


@pytest.mark.parametrize(
    ("total", "pages"),
    [(GIGABYTE // 2, "128MB"), (2 * GIGABYTE, "256MB"), (4 * GIGABYTE, "512MB"),
     (64 * GIGABYTE, "1024MB")],
)  # fmt: skip
def test_it_holds_an_eighth_in_pages_within_bounds(total, pages):
    assert memory.sizes(total)["shared_buffers"] == pages


def test_a_container_counts_by_its_own_limit(monkeypatch, tmp_path):
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(memory, "_LIMIT", limit)
    whole = memory.memory()

    limit.write_text("536870912\n")
    assert memory.memory() == GIGABYTE // 2
    limit.write_text("max\n")
    assert memory.memory() == whole > GIGABYTE // 2
