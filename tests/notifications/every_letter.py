"""Every letter that the product writes, written once in a language by whoever writes it."""

import ast
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone, translation

import hamshahr
from hamshahr.commons.accounts.leaving.letters import write_farewell
from hamshahr.commons.accounts.letters import LETTERS, write_to
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.moderation import telling
from hamshahr.commons.moderation.models import Decision, Report
from hamshahr.commons.moderation.registry import Subject
from hamshahr.commons.notifications.kinds import kinds
from hamshahr.commons.notifications.mailing import Due, letter_about
from hamshahr.commons.notifications.reading_notices import Row
from hamshahr.commons.notifications.trial_letter import trial_letter
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.design.mail.composing import compose
from hamshahr.design.mail.isolating import isolated
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.manuscripts.asking_again.letter import Question, write_letter
from hamshahr.domains.manuscripts.models import Approval, Manuscript, Submission
from hamshahr.domains.manuscripts.reviewing.by_link.letters import write_code, write_link
from hamshahr.domains.network.models import City, Invitation
from hamshahr.domains.network.people import joining
from hamshahr.domains.network.people.invitation_letter import write_invitation
from tests.cast import NASRIN, SHIRAZ

PACKAGE = Path(hamshahr.__file__).parent
# What somebody wrote, as it may stand in any letter
THEIRS = "چراغ‌های شب — Night lights"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def every_kind() -> set[str]:
    """Return the kinds of letters that the code names: literally, in tables, or as notices."""
    found = {words.kind for words in LETTERS.values()} | {kind.code for kind in kinds()}
    found |= {"notices.daily", "notices.weekly"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Letter":
                found |= {
                    said.value.value
                    for said in node.keywords
                    if said.arg == "kind" and isinstance(said.value, ast.Constant)
                }
    return found


def write_every_letter(language: str) -> None:
    """Write each to somebody who reads this language."""
    person = User.objects.create_user(f"{language}@cities.example", NASRIN.name)
    Preferences.objects.create(person=person, language=language)
    with translation.override(language):
        _write_about_accounts(person)
        _write_to_the_invited(person, language)
        _write_about_reports(person.email, language)
        _write_to_who_approves(person, language)
        _write_about_notices(person, language)
        _ask_again(person)
        trial_letter(person.email, language=language).send()


def _write_about_accounts(person: User) -> None:
    for name, words in LETTERS.items():
        led = {words.address: "https://cities.example/en/x/"} if words.address else {}
        write_to(person.email, letter=name, person=person, **led)
    write_farewell(person)


def _write_to_the_invited(person: User, language: str) -> None:
    shiraz = SHIRAZ.placed()
    for number, more in enumerate(
        ({}, {"as_successor": True}, {"mail_domain": "shiraz.example"}, {"function": THEIRS})
    ):
        _write_invitation(shiraz, person, language, number, more)
    joining._write_that_she_is_here(person.email, shiraz, language)


def _write_invitation(
    city: City, person: User, language: str, number: int, more: dict[str, object]
) -> None:
    invitation = Invitation(
        email=f"{number}@shiraz.example", name="Mateo Restrepo", role=Role.FOCAL_POINT, city=city,
        language=language, invited_by=person, expires_at=timezone.now() + timedelta(days=14),
        **more,
    )  # fmt: skip
    write_invitation(invitation, "S" * 43)


def _write_about_reports(email: str, language: str) -> None:
    report = Report(pk=1405, email=email, language=language)
    decision = Decision(verdict=Decision.Verdict.HIDDEN, reason=THEIRS)
    told = Subject(
        kind="experience", object_id=uuid4(), code="tehran-brt", title=THEIRS,
        language=language_of("fa"), url=f"/{language}/experiences/tehran-brt/",
    )  # fmt: skip
    telling.of_arrival(report, told)
    telling.of_decision(decision, [report])


def _ask_again(person: User) -> None:
    shiraz = SHIRAZ.placed()
    case = Experience(title=THEIRS, confirmed_on=NOON.date(), city=shiraz, language="fa")
    for reminds in (False, True):
        write_letter([Question(case, "S" * 43, NOON, reminds)] * 2, shiraz, person)


def _write_to_who_approves(person: User, language: str) -> None:
    text = Submission(
        manuscript=Manuscript(city=SHIRAZ.placed(), language="fa"), content={"title": THEIRS}
    )
    asked = Approval(
        submission=text, email="pilar@shiraz.example", name="Mateo Restrepo", function=THEIRS,
        language=language, asked_by=person, expires_at=timezone.now() + timedelta(days=14),
    )  # fmt: skip
    write_link(asked, "S" * 43)
    write_code(asked, "140526")


def _write_about_notices(person: User, language: str) -> None:
    for kind in kinds():
        words = re.findall(r"%\((\w+)\)s", str(kind.sentence))
        rows = _rows([str(kind.sentence) % dict.fromkeys(words, isolated(THEIRS))])
        _send(rows, Due(person.pk, "", kind.code), person, language)
    for digest in ("daily", "weekly"):
        rows = _rows([f"{isolated(SHIRAZ.name)}: {isolated(THEIRS)}"] * 12)
        _send(rows, Due(person.pk, digest, ""), person, language)


def _send(rows: list[Row], due: Due, person: User, language: str) -> None:
    letter = letter_about(rows, due, person)
    compose(lambda: letter, language=language, to=person.email).send()


def _rows(sentences: list[str]) -> list[Row]:
    path = f"/{translation.get_language()}/cities/"
    return [Row(uuid4(), told, path, NOON, unread=True) for told in sentences]
