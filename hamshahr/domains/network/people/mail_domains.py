"""Which mail domains are a city's own: kept by the secretariat, for they let people in."""

from functools import cache
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.domains.network.models import City, CityMailDomain
from hamshahr.domains.network.people.naming import NotFit, clean_address, clean_domain
from hamshahr.domains.network.permissions import KEEP_MAIL_DOMAINS
from hamshahr.kernel.audit.actions import record

# With a country's letters behind them, they are a whole country's: gov.ir, com.br, co.uk
_OF_COUNTRIES = {
    "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "govt", "gv", "mil", "ne", "net", "or",
    "org",
}  # fmt: skip


@transaction.atomic
def add_mail_domain(*, city: City, domain: str, by: User) -> CityMailDomain:
    """Let the addresses of a domain vouch for a city. Raises ``PermissionDenied``, ``NotFit``."""
    if not allows(by, KEEP_MAIL_DOMAINS, city.pk):
        raise PermissionDenied("The secretariat keeps the mail domains of cities.")
    name = _own_domain(domain)
    try:
        with transaction.atomic():
            added = CityMailDomain.objects.create(city=city, domain=name, added_by=by)
    except IntegrityError as error:
        raise NotFit(_("This domain is a city’s already.")) from error
    _record(city, name, by=by, deed="network.add_mail_domain")
    return added


@transaction.atomic
def remove_mail_domain(*, mail_domain: CityMailDomain, by: User) -> None:
    """Let it vouch no more, also for letters on their way. Raises ``PermissionDenied``."""
    if not allows(by, KEEP_MAIL_DOMAINS, mail_domain.city_id):
        raise PermissionDenied("The secretariat keeps the mail domains of cities.")
    mail_domain.delete()
    _record(mail_domain.city, mail_domain.domain, by=by, deed="network.remove_mail_domain")


def mail_domains_of(city: City) -> QuerySet[CityMailDomain]:
    """Return the domains of a city, with who added each."""
    return CityMailDomain.objects.filter(city=city).select_related("added_by")


def city_of_address(address: str) -> CityMailDomain | None:
    """Return the city's domain that an address belongs to, itself or below it."""
    labels = address.rpartition("@")[2].split(".")
    above = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    found = CityMailDomain.objects.filter(domain__in=above).select_related("city")
    return max(found, key=lambda one: len(one.domain), default=None)


def _own_domain(typed: str) -> str:
    """Return a domain that a city can have for itself; raises ``NotFit``."""
    wrong = NotFit(_("Write a domain, such as city.example."))
    try:
        name = clean_domain(typed.strip().removeprefix("@"))
        clean_address(f"somebody@{name}")
    except (ValidationError, NotFit) as error:
        raise wrong from error
    labels = name.split(".")
    if len(labels) == 2 and labels[0] in _OF_COUNTRIES:
        raise NotFit(_("This is a whole country’s domain, not one city’s."))
    if name in _public() or ".".join(labels[-2:]) in _public():
        raise NotFit(_("Anybody gets an address there, so it vouches for nobody."))
    return name


@cache
def _public() -> frozenset[str]:
    lines = (Path(__file__).parent / "public_mail_domains.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _record(city: City, name: str, *, by: User, deed: str) -> None:
    record(by=by, deed=deed, object_type="city", object_id=city.pk, body=city.pk, domain=name)
