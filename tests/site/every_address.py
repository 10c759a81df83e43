"""Every address of the product, found by itself, with something that stands behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from hamshahr.commons.accounts.doors import Door, door_of
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.moderation.actions import report
from hamshahr.commons.moderation.models import Case, Ground
from hamshahr.commons.moderation.registry import reportable
from hamshahr.commons.notifications.models import Notice
from hamshahr.commons.notifications.stopping import stop_address
from hamshahr.domains.experiences.importing.sheets.receiving import keep_sheet
from hamshahr.domains.experiences.importing.sheets.working import begin_trial
from hamshahr.domains.experiences.models import Experience, MembersLayer, SheetImport
from hamshahr.domains.experiences.retiring import retire
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.models import Approval, Manuscript, Question, Submission
from hamshahr.domains.network.models import (
    Appointment,
    City,
    CityMailDomain,
    Invitation,
    Offer,
    Priority,
    RoleMailbox,
)
from hamshahr.domains.network.people.inviting import Invited, invite
from tests.cast import CLAIRE, HODA, NASRIN


def an_appointment_in_shiraz() -> int:
    """Return one that its keepers may end: Hoda's."""
    return Appointment.objects.get(person=HODA.account(), role=Role.EXPERT).pk


def a_domain_of_shiraz() -> int:
    found, _made = CityMailDomain.objects.get_or_create(
        city=City.objects.get(slug="shiraz"),
        domain="shiraz.example",
        defaults={"added_by": system_actor()},
    )
    return found.pk


def an_office() -> int:
    """Return an office of the association: Claire's."""
    return Appointment.objects.get(person=CLAIRE.account()).pk


def somebody_with_an_app() -> UUID:
    """Return somebody who has a second factor that could be lost: Claire."""
    person = CLAIRE.account()
    Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, data={})
    return person.pk


def an_invitation_to_shiraz() -> UUID:
    return _invitation(Role.EXPERT, City.objects.get(slug="shiraz"))


def an_invitation_to_an_office() -> UUID:
    return _invitation(Role.EDITOR, None)


def _invitation(role: Role, city: City | None) -> UUID:
    found = Invitation.objects.filter(role=role, city=city).first()
    if found is None:
        invited = Invited(f"{role}@new.example", "Somebody", role, city, "en")
        found = invite(invited=invited, by=system_actor())
    return found.pk


def a_manuscript_of_shiraz() -> UUID:
    """Return one that can be written in, begun on first use; what was given up stays so."""
    shiraz = City.objects.get(slug="shiraz")
    there = Manuscript.objects.filter(city=shiraz, state=Manuscript.State.DRAFT).first()
    begun = there or begin_manuscript(city=shiraz, language="fa", by=NASRIN.serving())
    return begun.pk


def a_review_of_shiraz() -> UUID:
    """Return a manuscript that Claire reviews, with a question and a link."""
    system, now = system_actor(), timezone.now()
    found = Manuscript.objects.filter(city__slug="shiraz", state="in_review").first()
    if found is not None:
        return found.pk
    made = begin_manuscript(city=City.objects.get(slug="shiraz"), language="fa", by=system)
    made.state, made.editor, made.waiting_since = "in_review", CLAIRE.account(), now
    made.save()
    handed_in = Submission.objects.create(
        manuscript=made, number=1, language="fa", content={}, digest=b"", licence="CC BY 4.0",
        agreed_text="", submitted_by=system, submitted_at=now,
    )  # fmt: skip
    Question.objects.create(
        manuscript=made, submission=handed_in, text="چرا؟", asked_by=system, asked_at=now,
        sent_at=now,
    )  # fmt: skip
    Approval.objects.create(
        submission=handed_in, email="a@shiraz.example", is_of_the_city=True, name="A",
        function="B", language="fa", asked_by=system, asked_at=now, digest=b"d",
        expires_at=now + timedelta(days=1),
    )  # fmt: skip
    return made.pk


@dataclass(frozen=True)
class Address:
    """An address as it is written in the code, and its door; ``None``: nobody thought of one."""

    route: str
    name: str
    parts: tuple[str, ...]
    door: Door | None


def every_address() -> list[Address]:
    """Return every address, whoever declared it; those of pages in one language."""
    return list(_below(get_resolver().url_patterns, "", ""))


def _below(patterns: list[Any], route: str, space: str) -> Iterator[Address]:
    for each in patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _below(each.url_patterns, here, inner)
        elif isinstance(each, URLPattern):
            parts = tuple(each.pattern.converters)
            yield Address(here, f"{space}{each.name}", parts, door_of(each.callback))


_OF_A_REVIEW = (
    "submit", "ask-to-submit", "withdraw", "questions", "answer", "ask-by-link", "withdraw-link",
    "review", "take", "ask", "send", "drop", "settle", "publish", "return", "decline",
)  # fmt: skip
_SENT_WITH = "a-guess"


def a_case_with_a_layer_for_members() -> str:
    """Return the code of a case that tells members more than others."""
    case = Experience.objects.get(code="tehran-brt")
    MembersLayer.objects.get_or_create(
        experience=case,
        defaults={
            "language": "fa",
            "content": {"members_words": "هزینه دو برابر شد."},
            "changed_at": timezone.now(),
        },
    )
    return case.code


def _reported() -> UUID:
    """Return the case of the page of Shiraz, reported on first use."""
    there = Case.objects.filter(kind="city").first()
    if there is None:
        report(
            subject=reportable("city").find("shiraz", "en"),
            ground=Ground.MISTAKE,
            words="The river is called Khoshk.",
            email="",
            language="en",
            secret=_SENT_WITH,
        )
        there = Case.objects.get(kind="city")
    return there.pk


def a_sheet_of_claire() -> UUID:
    """Return a sheet that the editor has sent and tried: she and the office see it."""
    claire = CLAIRE.serving()
    found = SheetImport.objects.filter(kept_by=claire).first()
    if found is None:
        content = b"title,city,country\nSignals,Shiraz,IR\nNo city,Nowhere,IR\n"
        found = keep_sheet(name="cases.csv", content=content, by=claire, later=lambda *_work: None)
        begin_trial(sheet=found, by=claire, later=lambda *_work: None)
    return found.pk


def _retired_in_shiraz() -> str:
    """Return the code of a case of Shiraz that its focal point retired, on first use."""
    case = Experience.objects.get(code="shiraz-flood-2019-inquiry")
    if case.state == Experience.State.PUBLISHED:
        retire(experience=case, reason="پایان یافت", language="fa", by=NASRIN.account())
    return case.code


A_MANUSCRIPT = ("overview", "withdraw", "step", "save", "here", "beside", "drawn", "add-file")
# What stands for the parts of an address: for all addresses, or for one by its name. A function is
# called when the cast is there.
ANYWHERE: dict[str, Any] = {"slug": "shiraz"}
THERE: dict[str, dict[str, Any]] = {
    "sitemap-part": {"kind": "pages", "number": 1},
    "association:statement": {"kind": "imprint"},
    "association:administrator": {"secret": "a-guess"},
    **{
        f"reviewing:{name}": {
            "pk": a_review_of_shiraz,
            "question": lambda: Question.objects.get().pk,
            "approval": lambda: Approval.objects.get().pk,
        }
        for name in _OF_A_REVIEW
    },
    **{f"reviewing:by-link{deed}": {"secret": "a-guess"} for deed in ("", "-code", "-answer")},
    "network:invitation": {"secret": "a-guess"},
    "network:decline-invitation": {"secret": "a-guess"},
    **{
        f"network:people-{deed}": {"pk": an_appointment_in_shiraz}
        for deed in ("end", "deputy", "function")
    },
    **{
        f"network:people-{deed}": {"pk": an_invitation_to_shiraz} for deed in ("resend", "withdraw")
    },
    **{f"network:appointment-{deed}": {"pk": 1} for deed in ("shown", "function", "leave")},
    **{
        f"desk:offices-{deed}": {"pk": an_invitation_to_an_office}
        for deed in ("resend", "withdraw")
    },
    "desk:offices-end": {"pk": an_office},
    "network:people-remove-domain": {"pk": a_domain_of_shiraz},
    "desk:take-out-second-factors": {"pk": somebody_with_an_app},
    **{
        f"desk:sheet{deed}": {"pk": a_sheet_of_claire}
        for deed in (
            "",
            "-columns",
            "-read",
            "-words",
            "-again",
            "-accept",
            "-discard",
            "-left-out",
            "-list",
        )
    },
    "desk:statement": {"kind": "imprint", "code": "fa"},
    "desk:history": {"kind": "imprint", "code": "fa"},
    "desk:revision": {"kind": "imprint", "code": "fa", "number": 1},
    "topics:topic": {"code": "smart-traffic"},
    **{
        f"network:keep-{name}": {"part": "about", "code": "fa", "number": 1}
        for name in ("text", "history", "revision")
    },
    "network:keep-offer": {"pk": lambda: Offer.objects.get().pk},
    "network:keep-priority": {"pk": lambda: Priority.objects.get().pk},
    "network:keep-mailbox": {"pk": lambda: RoleMailbox.objects.get().pk},
    **{
        f"manuscripts:{name}": {"pk": a_manuscript_of_shiraz, "key": "about"}
        for name in A_MANUSCRIPT
    },
    # Not every step takes files
    "manuscripts:add-file": {"pk": a_manuscript_of_shiraz, "key": "pictures"},
    "network:region": {"code": "asia-pacific"},
    "moderation:report": {"kind": "experience", "code": "tehran-brt"},
    "moderation:sent": {"secret": lambda: _reported() and _SENT_WITH},
    "translating:text": {
        "kind": "experience",
        "pk": lambda: Experience.objects.get(code="shiraz-green-city").pk,
        "code": "fr",
    },
    **{
        f"desk:{name}": {"pk": _reported}
        for name in ("report", "report-take", "report-decide", "report-speak")
    },
    "experiences-goal": {"number": 11},
    **{
        f"experiences:{name}": {"code": "tehran-brt"}
        for name in ("experience", "json", "csl", "bibtex", "card", "md", "pdf", "docx", "embed")
    },
    "api-1:experience": {"code": "tehran-brt"},
    "experiences:members": {"code": a_case_with_a_layer_for_members},
    "experiences:ask": {"code": "tehran-brt", "kind": "correct"},
    "experiences:revisions": {"code": "tehran-brt"},
    **{
        f"experiences:revision{form}": {"code": "tehran-brt", "number": 1}
        for form in ("", "-csl", "-bibtex")
    },
    "experiences:compare": {"code": "tehran-brt", "older": 1, "newer": 1},
    "experiences:retire": {"code": "shiraz-green-city"},
    "experiences:bring-back": {"code": _retired_in_shiraz},
    "manuscripts:answer": {"secret": "a-guess"},
    "manuscripts:claim": {"code": "shiraz-green-city"},
    "manuscripts:claim-correct": {"code": "shiraz-green-city"},
    "manuscripts:claim-remove": {"code": "shiraz-green-city"},
    "manuscripts:still-so": {"code": "shiraz-green-city"},
    "api-1:revisions": {"code": "tehran-brt"},
    "api-1:revision": {"code": "tehran-brt", "number": 1},
    "identifier": {"pk": lambda: Experience.objects.get(code="tehran-brt").pk},
    "accounts:confirm-address": {"secret": "a-guess"},
    "account_reset_password_from_key": {"uidb36": "0", "key": "a-guess"},
}
# What is there for whoever has such a thing, or has begun to sign in; tests/accounts ask there
OF_ONES_OWN = {
    "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_authenticate", "mfa_login_webauthn",
    "openid_connect_login", "openid_connect_callback", "network:hand-over",
}  # fmt: skip


# What is there for whoever may read what holds it: tests/files ask there, tests/manuscripts by link
OF_HOLDERS = {
    "files:file", "files:size", "reviewing:by-link-file", "reviewing:by-link-picture",
}  # fmt: skip


def _notice_of(person: User) -> dict[str, Any]:
    kept = Notice.objects.create(
        person=person, kind="tests.told", about="1", path="cities/", created_at=timezone.now()
    )
    return {"notice": kept.pk}


def _session_of(person: User) -> dict[str, Any]:
    kept = UserSession.objects.create(user=person, ip="192.0.2.7", session_key="of-nasrin")
    return {"pk": kept.pk}


def _letters_of(person: User) -> dict[str, Any]:
    return {"token": stop_address(person, "daily").rstrip("/").rpartition("/")[2]}


# Addresses that do not name the city, of something that is Shiraz's
OF_SHIRAZ = {
    "translating:text",
    "desk:report", "desk:report-take", "desk:report-decide", "desk:report-speak",
    *(f"manuscripts:{name}" for name in A_MANUSCRIPT),
    "experiences:retire", "experiences:bring-back", "manuscripts:still-so",
    "manuscripts:claim", "manuscripts:claim-correct", "manuscripts:claim-remove",
    *(f"reviewing:{name}" for name in _OF_A_REVIEW),
}  # fmt: skip
# Addresses of what is one person's own: it is hers alone, whatever others are appointed to
HERS: dict[str, Callable[[User], dict[str, Any]]] = {
    "notices:open": _notice_of,
    "notices:read": _notice_of,
    "notices:stop": _letters_of,
    "accounts:end-session": _session_of,
}
# What is sent to an address where an empty form asks for nothing at all
SENT: dict[str, dict[str, str]] = {
    "desk:audit-export": {"form": "csv"},
    "network:record-export": {"form": "csv"},
}
