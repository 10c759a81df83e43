"""The cast: a few cities and people that every test speaks of, and builders of what they tell.

The cities are real, by the packaged facts. The people, and everything the cities tell here, are
made up for the tests (their addresses end in .example) and never leave them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.network import facts
from hamshahr.domains.network.actions import add_city_from_facts, load_regions
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.demo_people import DEMO_PEOPLE
from hamshahr.domains.network.models import City, CityText, Offer
from hamshahr.domains.network.own_words.mailboxes import add_mailbox
from hamshahr.domains.network.own_words.offers import SaidOffer, make_offer
from hamshahr.domains.network.own_words.priorities import name_priority
from hamshahr.domains.network.own_words.texts import write_city_text


@dataclass(frozen=True)
class CastCity:
    """A city as a line of an import names it, with the GeoNames id that the facts give it."""

    name: str
    country: str
    geonames_id: int

    @property
    def named(self) -> dict[str, str]:
        return {"city": self.name, "country_iso2": self.country}

    def placed(self) -> City:
        """Return the city, placed on first use; regions must be laid."""
        known = facts.resolve(self.name, self.country, self.geonames_id)
        return add_city_from_facts(city=known, by=system_actor())


SHIRAZ = CastCity("Shiraz", "IR", 115019)
MASHHAD = CastCity("مشهد", "IR", 124665)
MEDELLIN = CastCity("Medellín", "CO", 3674962)
DAKAR = CastCity("Dakar", "SN", 2253354)
LYON = CastCity("Lyon", "FR", 2996944)

CITIES = (SHIRAZ, MASHHAD, MEDELLIN, DAKAR, LYON)


@dataclass(frozen=True)
class Person:
    """A made-up person with an account."""

    name: str
    email: str

    def account(self) -> User:
        """Return her account, made on first use; to be called inside a test's transaction."""
        found = User.objects.filter(email=self.email).first()
        return found or User.objects.create_user(self.email, self.name)

    def serving(self) -> User:
        """Return her account, with what she is appointed to; her city is placed on first use."""
        account = self.account()
        told = next(one for one in DEMO_PEOPLE if one.email == self.email)
        if not account.appointments.exists():
            city = None
            if told.city is not None:
                load_regions(by=system_actor())
                known = next(one for one in CITIES if one.geonames_id == told.city)
                city = known.placed()
            appoint(person=account, role=told.role, city=city, by=system_actor())
        return account


_BY_KEY = {told.key: Person(told.name, told.email) for told in DEMO_PEOPLE}
LEILA = _BY_KEY["leila"]  # deputy mayor for transport in Shiraz
NASRIN = _BY_KEY["nasrin"]  # focal point of Shiraz
KAVEH = _BY_KEY["kaveh"]  # her deputy
HODA = _BY_KEY["hoda"]  # an expert in Shiraz
REZA = _BY_KEY["reza"]  # focal point of Mashhad
MATEO = _BY_KEY["mateo"]  # focal point of Medellín
AWA = _BY_KEY["awa"]  # of the secretariat
FATEMEH = _BY_KEY["fatemeh"]  # secretary general
CLAIRE = _BY_KEY["claire"]  # editor
INES = _BY_KEY["ines"]  # moderator
YUSUF = _BY_KEY["yusuf"]  # translator
JONAS = _BY_KEY["jonas"]  # administrator

PEOPLE = tuple(_BY_KEY.values())


def says_something_of_itself(city: City, *, by: User) -> None:
    """Have a city say a little of everything that its page has room for."""
    write_city_text(
        city=city, part=CityText.Part.ABOUT, language="fa", text="شهر باغ‌ها و شعر.", based_on=0,
        by=by,
    )  # fmt: skip
    make_offer(
        city=city,
        said=SaidOffer(
            kind=Offer.Kind.HOST, topics=["smart-traffic"], languages=["fa", "en"],
            words="دو روز، شش نفر.", language="fa",
        ),
        by=by,
    )  # fmt: skip
    name_priority(
        city=city, topic="smart-traffic", reason="چهارراه‌ها بیش از همه.", language="fa", by=by
    )
    add_mailbox(
        city=city, label="دفتر امور بین‌الملل", language="fa", email="international@shiraz.example",
        is_of_an_office=False, by=by,
    )  # fmt: skip


def line(code: str = "shiraz-night-signals", **said: Any) -> dict[str, Any]:
    """Return a whole line in Persian; ``said`` replaces fields, or adds them."""
    return {
        "id": code,
        **SHIRAZ.named,
        "title": "چراغ‌های راهنمایی هماهنگ در شب",
        "title_en": "Coordinated signals at night",
        "language": "fa",
        "topics": ["smart traffic"],
        "status": "ongoing",
        "start_year": 2019,
        "summary": "چراغ‌ها در شب با هم هماهنگ شدند تا راننده‌ها کمتر بایستند.",
        "problem": "راننده‌ها در شب پشت چراغ‌های خالی می‌ماندند.",
        "approach": "زمان‌بندی شبانه با شمارش خودروها نوشته شد.",
        "results": [
            {
                "indicator": "میانگین توقف",
                "value": "از ۴۰ به ۲۵ ثانیه",
                "before": "40",
                "after": "25",
                "unit": "ثانیه",
                "year": 2021,
                "source": 0,
            }
        ],
        "partners": ["پلیس راهور"],
        "lessons": "شمارش را پیش از زمان‌بندی آغاز کنید.",
        "transfer_conditions": "چراغ‌هایی که از دور تنظیم می‌شوند.",
        "sdgs": [11, 9],
        "sources": [
            {
                "title": "گزارش شبانه",
                "url": "https://shiraz.example/signals",
                "publisher": "شهرداری شیراز",
                "year": 2022,
            }
        ],
    } | said


def bare_line(code: str = "dakar-gutters", **said: Any) -> dict[str, Any]:
    """Return a line that says no more than it must."""
    return {
        "id": code,
        **DAKAR.named,
        "title": "Des caniveaux curés avant les pluies",
        "language": "fr",
    } | said


def cable_car(**said: Any) -> dict[str, Any]:
    """Return a line of Medellín, in Spanish."""
    return bare_line(
        "medellin-cable-stairs",
        **MEDELLIN.named,
        title="Escaleras hasta la estación del cable",
        language="es",
        summary="Escaleras techadas unen las casas de la ladera con la estación.",
        **said,
    )


def many_lines(count: int, *, prose: int = 1) -> Iterable[dict[str, Any]]:
    """Yield ``count`` lines of the five cities, all different; ``prose`` makes them longer."""
    cities = (SHIRAZ, MASHHAD, MEDELLIN, DAKAR, LYON)
    for number in range(count):
        words = " ".join(f"w{(number * 31 + turn * 7) % 9973}" for turn in range(30 * prose))
        yield bare_line(
            f"case-{number}",
            **cities[number % len(cities)].named,
            title=f"Case {number}",
            language="en",
            topics=["smart traffic"],
            summary=f"What case {number} is about: {words}",
            problem=words,
            approach=words,
            results=[{"indicator": "minutes", "value": number, "year": 2020, "source": 0}],
            sources=[{"title": "A report", "url": "https://lyon.example/report", "year": 2021}],
        )


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> Path:
    """Write an import file and return its path."""
    with path.open("w", encoding="utf-8") as file:
        for one in lines:
            file.write(json.dumps(one, ensure_ascii=False) + "\n")
    return path
