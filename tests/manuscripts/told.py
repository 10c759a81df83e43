"""A case as Mateo of Medellín would tell it: made up for the tests, every part of it."""

from typing import Any

STAIRS: dict[str, Any] = {
    "title": "Escaleras hasta la estación del cable",
    "headline": "La gente de la ladera llega a la estación en la mitad del tiempo.",
    "title_en": "Stairs to the cable car station",
    "summary": "La ladera no tenía camino seguro. Se hicieron escaleras techadas con barandas.",
    "scale": "district",
    "topics": ["integrated-transport"],
    "sdgs": [11],
    "status": "completed",
    "start": "2018",
    "end": "2019-06",
    "true_as_of": "2024-05-02",
    "problem": "Con lluvia nadie bajaba: el barro cerraba el camino.",
    "blocks": ["k3f9q2ab"],
    "blocks.k3f9q2ab.what": "Escaleras techadas, en tramos de **doce** escalones.",
    "blocks.k3f9q2ab.worked": "Los vecinos eligieron el trazado.",
    "results": ["r7d1m4xz"],
    "results.r7d1m4xz.name": "Minutos hasta la estación",
    "results.r7d1m4xz.unit": "minutos",
    "results.r7d1m4xz.before": "24",
    "results.r7d1m4xz.after": "12",
    "results.r7d1m4xz.date": "2020",
    "went_wrong": "El primer techo goteaba; se cambió al año.",
    "sources": ["s2w8n5ty"],
    "sources.s2w8n5ty.title": "Informe de obras",
    "sources.s2w8n5ty.url": "https://medellin.example/escaleras",
    "members_words": "El contratista tardó ocho meses más de lo firmado.",
}
