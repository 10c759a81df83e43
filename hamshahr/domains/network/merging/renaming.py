"""The deed by which a city is given other names, or another address."""

import re
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.network.merging.following import followers
from hamshahr.domains.network.models import City, FormerAddress
from hamshahr.domains.network.permissions import may_rename_and_merge
from hamshahr.kernel.audit.actions import record

LONGEST_NAME = 200  # as the facts have it: Bangkok's ceremonial name has 193
LONGEST_ADDRESS = 80
# Half-spaces of Persian, and what joins letters of Indic scripts: part of a name, though unseen
_JOINERS = re.compile("[\u200c\u200d]")


class CannotBeNamed(ValueError):
    """A name or an address that cannot be; the message says why, ``field`` which one."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def rename_city(*, city: City, names: Mapping[str, str], slug: str, by: User) -> City:
    """Give a city names, by language, and an address; the one it had leads on for good.

    A language that is not named keeps its name, an empty one loses it: then the name of the facts
    is shown, by which imports find the city under whatever name. What is found by name follows.
    Raises ``PermissionDenied``, ``CannotBeNamed``.
    """
    if not may_rename_and_merge(by):
        raise PermissionDenied("Cities are not yours to rename.")
    city = City.objects.select_for_update(of=("self",)).get(pk=city.pk)
    before = {"names": dict(city.names), "slug": city.slug}
    city.names = _names(city.names, names)
    _take_address(city, slug.strip())
    if before == {"names": city.names, "slug": city.slug}:
        return city
    try:
        with transaction.atomic():
            city.save()
    except IntegrityError as error:
        raise CannotBeNamed(_("Another city has this address."), "slug") from error
    for follower in followers():
        follower.renamed(city)
    record(
        by=by,
        deed="network.rename_city",
        object_type="city",
        object_id=city.pk,
        body=city.pk,
        before=before,
        after={"names": city.names, "slug": city.slug},
    )
    return city


def _names(kept: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    names = dict(kept)
    for language, name in said.items():
        if language not in INTERFACE_LANGUAGES:
            raise CannotBeNamed(_("Names are kept in the languages of the interface."), language)
        name = " ".join(name.split())
        if len(name) > LONGEST_NAME or not _JOINERS.sub("", name).isprintable():
            raise CannotBeNamed(_("A name is one line of text, 200 characters at most."), language)
        names[language] = name
    return {language: name for language, name in names.items() if name}


def _take_address(city: City, slug: str) -> None:
    if slug == city.slug:
        return
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise CannotBeNamed(
            _("An address has Latin letters, digits and hyphens alone."), "slug"
        ) from error
    if len(slug) > LONGEST_ADDRESS:
        raise CannotBeNamed(_("An address has 80 characters at most."), "slug")
    theirs = FormerAddress.objects.filter(slug=slug).exclude(city=city)
    if City.objects.filter(slug=slug).exists() or theirs.exists():
        raise CannotBeNamed(_("Another city has this address."), "slug")
    FormerAddress.objects.filter(slug=slug, city=city).delete()  # it has it again
    FormerAddress.objects.create(slug=city.slug, city=city)
    city.slug = slug
