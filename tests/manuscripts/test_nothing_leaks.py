"""Nothing surfaces for who may not read it: every visibility × every role × every address.

A case of Medellín is made in every state that a text can be in, each with a word of its own in all
its texts. Then everybody of the cast asks for every address of the product, and the words that she
is told must be those that she may read, no more and no fewer.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

import pytest
from django.test import Client
from django.urls import converters, reverse
from django.utils import timezone, translation

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.moderation.actions import decide, report
from hamshahr.commons.moderation.models import Case, Decision, Ground
from hamshahr.commons.search.indexing.meaning import index_meaning
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.domains.experiences.publishing.action import Assessed, Told, publish_revision
from hamshahr.domains.experiences.reported import find
from hamshahr.domains.experiences.retiring import retire
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.models import Manuscript, Question, Submission
from hamshahr.domains.manuscripts.saving import content_of
from hamshahr.domains.network.admitting import admit_member
from hamshahr.domains.network.appointing import appoint
from hamshahr.kernel.today import today
from tests.cast import (
    AWA,
    CLAIRE,
    FATEMEH,
    INES,
    JONAS,
    MATEO,
    MEDELLIN,
    NASRIN,
    REZA,
    SHIRAZ,
    YUSUF,
    Person,
)  # fmt: skip
from tests.experiences.surfaces import Surface, told, views
from tests.manuscripts.told import STAIRS
from tests.site.every_address import every_address

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# In every text, so that whatever may be found is found
ASKED = "quibblefish"
MARK = re.compile("zwiffel([a-z])")
QUERIES = (f"q={ASKED}", "q=escaleras+de+la+ladera", "country=CO&view=map")
OF_MANUSCRIPTS = {"reviewing"}
NO_ID = "00000000-0000-7000-8000-00000000ffff"
# Words of the moment: a form's token, a time
OF_THE_MOMENT: set[str] = set()
# Of an address that is about nothing that there is
FILLED_IN = re.compile(f"/({NO_ID}|a-guess|nothing)/")
LUCIA = Person("Lucía Arango", "lucia@secretariat.example")  # editor, and expert in Medellín
CAST = (None, MATEO, LUCIA, NASRIN, REZA, CLAIRE, YUSUF, INES, AWA, FATEMEH, JONAS)
EVERYBODY = frozenset(CAST)
OF_MEDELLIN = {MATEO, LUCIA}
# Mashhad is none here, whatever public sources say
# nor does it concern the administrator what cities tell one another
OF_MEMBERS = EVERYBODY - {None, REZA, JONAS}
# What is in each state, and who may read it somewhere
WHO_READS: dict[str, frozenset[Person | None] | set[Person | None]] = {
    "draft": OF_MEDELLIN,
    "returned": OF_MEDELLIN,
    "declined": OF_MEDELLIN,
    "withdrawn": OF_MEDELLIN,
    "submitted": OF_MEDELLIN | {CLAIRE},
    "inreview": OF_MEDELLIN | {CLAIRE},
    "question": OF_MEDELLIN | {CLAIRE},
    "next": OF_MEDELLIN,  # what is written for the next revision of a published case
    "consent": set(),  # of people on pictures, of a published case
    "members": OF_MEMBERS,
    "imported": set(),  # as a draft
    "published": EVERYBODY,
    "retired": EVERYBODY,
    "superseded": EVERYBODY,  # stood in the revision before
    # Who decides on what was reported, and the city that it was reported of
    "hidden": {INES, FATEMEH, MATEO},
}
# What everybody may read at its own address, and finds nowhere else
WHAT_ALL_READ = {state for state, who in WHO_READS.items() if who == EVERYBODY}
AT_ITS_OWN_ADDRESS_ALONE = ("retired", "superseded")

# The words that tell the states apart: one letter, so that a text that is cut off tells it, too
WORD = {state: f"zwiffel{letter}" for state, letter in zip(WHO_READS, ascii_lowercase)}  # noqa: B905 - the alphabet is longer
STATE = {word[-1]: state for state, word in WORD.items()}


def marked(name: str, **more: Any) -> dict[str, Any]:
    """Return what Mateo tells, with the mark of ``name`` in all that is words."""
    texts = {
        path: f"{text} {ASKED} {WORD[name]}"
        for path, text in STAIRS.items()
        if path in {"title", "headline", "summary", "problem", "went_wrong"}
        or path.endswith((".what", ".worked", ".name", ".title"))
    }
    return {**STAIRS, "members_words": "", **texts, **more}


def written(name: str, state: str, *, experience: Experience | None = None) -> Manuscript:
    """Return a manuscript of Medellín in a state, whose every text has the mark of ``name``."""
    mateo = MATEO.serving()
    manuscript = begin_manuscript(
        city=MEDELLIN.placed(), language="es", by=mateo, experience=experience,
        content=Content(marked(name)),
    )  # fmt: skip
    Manuscript.objects.filter(pk=manuscript.pk).update(state=state)
    return manuscript


def published(name: str, *, again: Experience | None = None, **more: Any) -> Experience:
    """Return a published case of Medellín, whose every text has the mark of ``name``."""
    revision = publish_revision(
        city=MEDELLIN.placed(),
        experience_id=again and again.pk,
        told=Told(Content(marked(name, **more)), "es", "CC BY 4.0", "Medellín", False),
        assessed=Assessed(2, "Dos mediciones."),
        by=system_actor(),
    )
    return Experience.objects.get(pk=revision.experience_id)


@pytest.fixture
def everybody(db):
    """The accounts of the cast; Shiraz and Medellín are members, Mashhad is none."""
    awa = AWA.serving()
    for city in (SHIRAZ, MEDELLIN):
        admit_member(city=city.placed(), since=today(), by=awa)
    lucia = LUCIA.account()
    appoint(person=lucia, role=Role.EDITOR, city=None, by=system_actor())
    appoint(person=lucia, role=Role.EXPERT, city=MEDELLIN.placed(), by=system_actor())
    return {one: lucia if one is LUCIA else one and one.serving() for one in CAST}


def lay_what_is_public() -> None:
    """What everybody finds: a case whose members' layer and consents nobody of them may read."""
    there = published("published")
    published(
        "published",
        again=there,
        members_words=WORD["members"],
        **{
            "pictures": ["p3f9q2ab"],
            "pictures.p3f9q2ab.alt": "Dos vecinas",
            "pictures.p3f9q2ab.file": NO_ID,
            "pictures.p3f9q2ab.shows_people": True,
            "pictures.p3f9q2ab.consent": WORD["consent"],
        },
    )
    published("published", again=published("superseded"))


def lay_what_is_not(language: str = "es") -> None:
    """What is found nowhere: one of everything, in every other state."""
    for state in ("draft", "returned", "declined", "withdrawn", "submitted"):
        submitted(written(state, state))
    asked_about(submitted(written("inreview", "in_review")))
    found = Experience.objects.filter(title__contains=WORD["published"]).order_by("pk")[0]
    written("next", "draft", experience=found)
    imported = published("imported")
    Experience.objects.filter(pk=imported.pk).update(state="draft")
    index_words(kind="experience", ids=[imported.pk])
    retire(
        experience=published("retired"), reason="Se demolió.", language=language, by=system_actor()
    )
    hidden(published("hidden"))


def submitted(manuscript: Manuscript) -> Submission:
    told = content_of(manuscript)
    return Submission.objects.create(
        manuscript=manuscript, number=1, language="es", content=told.values, digest=told.digest(),
        licence="CC BY 4.0", agreed_text="De acuerdo.", submitted_by=MATEO.account(),
        submitted_at=timezone.now(),
    )  # fmt: skip


def asked_about(submission: Submission) -> None:
    Question.objects.create(
        manuscript=submission.manuscript, submission=submission, path="summary",
        text=WORD["question"], asked_by=CLAIRE.account(), asked_at=timezone.now(),
        sent_at=timezone.now(),
    )  # fmt: skip


def hidden(experience: Experience) -> None:
    report(
        subject=find(experience.code, "es"), ground=Ground.PERSONAL_DATA, words="Nombra a mi hija.",
        email="", language="es", secret="one",
    )  # fmt: skip
    decide(
        case=Case.objects.get(code=experience.code), verdict=Decision.Verdict.HIDDEN,
        ground=Ground.PERSONAL_DATA, reason="Lo vimos juntas.", keeps_title=False, based_on=0,
        by=system_actor(),
    )  # fmt: skip


class Parts:
    """What the parts of an address are filled in with, by the room that the address is of."""

    def __init__(self) -> None:
        cases = list(Experience.objects.filter(city__slug="medellin").order_by("pk"))
        self.codes = [case.code for case in cases]
        self.cases = [case.pk for case in cases]
        self.manuscripts = list(Manuscript.objects.values_list("pk", flat=True))
        self.questions = list(Question.objects.values_list("pk", flat=True))
        self.reports = list(Case.objects.values_list("pk", flat=True))

    def of(self, name: str, part: str, kind: object) -> list[Any]:
        """Return what may stand for a part; each of them is asked for."""
        room = name.partition(":")[0]
        if room in OF_MANUSCRIPTS:
            room = "manuscripts"
        by_room: dict[tuple[str, str], list[Any]] = {
            ("manuscripts", "pk"): self.manuscripts,
            ("manuscripts", "question"): self.questions,
            ("manuscripts", "key"): ["about", "wrong", "members"],
            ("translating", "pk"): self.cases,
            ("translating", "kind"): ["experience"],
            ("translating", "code"): ["fa", "en"],
            ("moderation", "kind"): ["experience"],
            ("desk", "pk"): self.reports,
            ("experiences", "kind"): ["claim"],
        }
        is_number = isinstance(kind, converters.IntConverter)
        if (room, part) in by_room and not is_number:
            return by_room[room, part]
        if part == "code" and room in {"experiences", "manuscripts", "moderation", "api-1"}:
            return self.codes
        if is_number:
            return [1, 2] if room in {"experiences", "api-1"} else [1]
        if isinstance(kind, converters.UUIDConverter):
            return [NO_ID] if ":" in name else [*self.cases, NO_ID]
        return {"slug": ["medellin"], "secret": ["a-guess"]}.get(part, ["nothing"])


def every_place(language: str = "en") -> list[Surface]:
    """Return every address of the product, with all that it may be about."""
    parts, found = Parts(), []
    with translation.override(language):
        for name, pattern in views():
            given = pattern.pattern.converters.items()
            found += [
                Surface(name, reverse(name, args=filled))
                for filled in itertools.product(*(parts.of(name, *part) for part in given))
            ]
        found += [
            Surface(name, f"{reverse(name)}?{query}")
            for name in ("site:search", "site:feed", "api-1:search")
            for query in QUERIES
        ]
    return found


def seen_by(account: User | None, places: list[Surface]) -> Iterator[tuple[str, Surface]]:
    """Yield the marks that somebody is told, and where."""
    client = Client()
    if account is not None:
        client.force_login(account)
    signed_in = client.cookies.output(header="")
    for place in places:
        for mark in set(MARK.findall(told(client, place).lower())):
            yield STATE[mark], place
        if client.cookies.output(header="") != signed_in and account is not None:
            client.force_login(account)
            signed_in = client.cookies.output(header="")


def test_everybody_is_told_what_she_may_read_at_some_address_and_nothing_else(everybody):
    lay_what_is_public()
    lay_what_is_not()
    index_meaning()
    places = every_place()
    public = {one.name for one in every_address() if one.door is None or not one.door.signed_in}
    inside = [one for one in places if one.name not in public and not FILLED_IN.search(one.address)]
    seen: dict[tuple[str, Person | None], set[str]] = defaultdict(set)
    for person, account in everybody.items():
        # What has no door is one page for everybody: a stranger and one who signed in ask for it
        asked = places if person in {None, NASRIN} else inside
        for state, place in seen_by(account, asked):
            seen[state, person].add(place.address)

    allowed = {(state, person) for state, who in WHO_READS.items() for person in who}
    leaked = {who: at for who, at in seen.items() if who not in allowed}
    assert leaked == {}
    missed = {who for who in allowed - set(seen) if who[0] not in WHAT_ALL_READ}
    assert missed == set()
    for state in AT_ITS_OWN_ADDRESS_ALONE:
        case = Revision.objects.get(content__title__icontains=WORD[state]).experience
        at = seen[state, None]
        assert {one for one in at if case.code not in one and str(case.pk) not in one} == set()


def test_what_is_not_public_changes_no_list_no_count_and_no_neighbour(everybody, client):
    lay_what_is_public()
    index_meaning()
    places = [place for place in every_place() if place.name not in OF_THE_MOMENT]
    before = {place: told(client, place) for place in places}
    lay_what_is_not()
    index_meaning()

    changed = {place.address for place in places if told(client, place) != before[place]}
    assert changed == set()
