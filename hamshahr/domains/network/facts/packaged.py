"""Open the data files that lie beside this code."""

import json
import zipfile
from collections.abc import Mapping
from importlib import resources
from typing import Any

_DATA = resources.files(__package__) / "data"


def read_json(name: str) -> Mapping[str, Any]:
    """The object in the JSON file `name`."""
    loaded: dict[str, Any] = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return loaded


def read_country_rows(iso2: str) -> list[list[str]]:
    """The places of one country, each a row of `gazetteer.COLUMNS`; none for an unknown code.

    Only that country's part of the archive is unpacked.
    """
    with (_DATA / "cities.zip").open("rb") as file, zipfile.ZipFile(file) as archive:
        try:
            text = archive.read(f"{iso2}.tsv").decode()
        except KeyError:
            return []
    return [line.split("\t") for line in text.splitlines()]
