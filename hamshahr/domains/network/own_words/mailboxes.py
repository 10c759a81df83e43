"""Deeds on the mailboxes by which a city's offices are reached, which stay when people change."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models import City, RoleMailbox
from hamshahr.domains.network.models.own_words import LONGEST_LABEL
from hamshahr.domains.network.own_words.refusals import CannotBeKept
from hamshahr.domains.network.own_words.written import (
    clean_text,
    keep_record,
    kept_by,
    latest,
    require_language,
    stamp,
)

# A page with more addresses leaves the reader to guess which one answers
MOST_MAILBOXES = 6
# Providers that give addresses to persons. An office that has nothing else says so by a tick.
_GIVEN_TO_PERSONS = re.compile(
    r"@(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|icloud|aol|proton(mail)?|gmx|chmail)\."
)
_OFFICE = {
    "alcaldia", "ayuntamiento", "bureau", "cabinet", "city", "climate", "communication",
    "comunicacion", "contact", "contacto", "cooperacion", "cooperation", "council",
    "department", "direction", "environment", "focal", "foreign", "gabinete", "housing",
    "info", "international", "internacional", "internationales", "mairie", "mayor", "mayors",
    "mobility", "municipality", "office", "oficina", "planning", "point", "prefeitura",
    "press", "protocol", "public", "relaciones", "relations", "secretariat", "secretaria",
    "services", "shahrdari", "sister", "smart", "tourism", "traffic", "transport", "twinning",
    "urban", "water",
}  # fmt: skip
_WORDS = re.compile(r"[._-]+")
_NAMED = 2  # parts of "first.last"


class LooksPersonal(CannotBeKept):
    """An address that seems to be somebody's own; it is kept once that was denied."""


def looks_personal(email: str) -> bool:
    """Tell whether an address seems to be a person's: ``first.last@…``, or with a free provider."""
    if _GIVEN_TO_PERSONS.search(email.lower()):
        return True
    words = [word for word in _WORDS.split(email.lower().rpartition("@")[0]) if word]
    return len(words) == _NAMED and _OFFICE.isdisjoint(words) and all(map(str.isalpha, words))


@transaction.atomic
def add_mailbox(
    *, city: City, label: str, language: str, email: str, is_of_an_office: bool, by: User
) -> RoleMailbox:
    """Tell by which mailbox an office is reached; ``label`` is its name, in ``language``.

    ``is_of_an_office``: the writer has said that it is nobody's own. Raises ``PermissionDenied``,
    ``LooksPersonal``, ``CannotBeKept``.
    """
    city = kept_by(city, by)
    if RoleMailbox.objects.filter(city=city).count() >= MOST_MAILBOXES:
        raise CannotBeKept(_("Six mailboxes are the most. Take one away first."))
    mailbox = RoleMailbox(city=city, **stamp(by))
    _put(mailbox, label, language, email, is_of_an_office=is_of_an_office)
    keep_record(by, city, deed="network.add_mailbox", mailbox=str(mailbox.pk))
    return mailbox


@transaction.atomic
def change_mailbox(
    *, mailbox: RoleMailbox, label: str, language: str, email: str, is_of_an_office: bool,
    based_on: int, by: User,
) -> None:  # fmt: skip
    """Change a mailbox; as ``add_mailbox``, and ``ChangedMeanwhile``."""
    city = kept_by(mailbox.city, by)
    now = latest(RoleMailbox.objects.filter(city=city), mailbox.pk, based_on)
    now.number += 1
    for name, value in stamp(by).items():
        setattr(now, name, value)
    _put(now, label, language, email, is_of_an_office=is_of_an_office)
    keep_record(by, city, deed="network.change_mailbox", mailbox=str(now.pk))


@transaction.atomic
def remove_mailbox(*, mailbox: RoleMailbox, by: User) -> None:
    """Take a mailbox off the page. One that is gone already stays so."""
    city = kept_by(mailbox.city, by)
    gone, _counts = RoleMailbox.objects.filter(city=city, pk=mailbox.pk).delete()
    if gone:
        keep_record(by, city, deed="network.remove_mailbox", mailbox=str(mailbox.pk))


def _put(
    mailbox: RoleMailbox, label: str, language: str, email: str, *, is_of_an_office: bool
) -> None:
    require_language(mailbox.city, language)
    label, email = clean_text(label, LONGEST_LABEL, "label"), email.strip()
    if not label or "\n" in label:
        raise CannotBeKept(_("Say whose mailbox it is, in one line."), "label")
    try:
        validate_email(email)
    except ValidationError as error:
        raise CannotBeKept(_("This is no e-mail address."), "email") from error
    others = RoleMailbox.objects.filter(city=mailbox.city).exclude(pk=mailbox.pk)
    if others.filter(email__iexact=email).exists():
        raise CannotBeKept(_("This mailbox is on the page already."), "email")
    if User.objects.filter(email__iexact=email).exists():
        raise CannotBeKept(
            _("Somebody signs in with this address, so it is hers. Give the mailbox of an office."),
            "email",
        )
    if looks_personal(email) and not is_of_an_office:
        raise LooksPersonal(
            _("This looks like a person’s own address. If an office reads it, say so below."),
            "email",
        )
    mailbox.label, mailbox.language, mailbox.email = label, language, email
    mailbox.save()
