"""Who may translate: for one text, and as a list of what stands where."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Permission, allows, cities_allowed, declare
from hamshahr.commons.accounts.roles import KEEPERS, Role
from hamshahr.commons.translating.models import Standing

TRANSLATE = declare(
    Permission(
        "translating.translate",
        _("Translate published texts and check translations; for a city, those of its own texts."),
        own_city=KEEPERS,
        everywhere=frozenset({Role.TRANSLATOR, Role.EDITOR}),
    )
)


def may_translate(by: User | None, standing: Standing) -> bool:
    """Tell whether ``by`` may translate a thing into a language."""
    return allows(by, TRANSLATE, standing.owner)


def translatable_by(by: User | None) -> QuerySet[Standing]:
    """Return what ``may_translate`` allows, as it stands in each language."""
    cities = cities_allowed(by, TRANSLATE)
    if cities.everywhere:
        return Standing.objects.all()
    return Standing.objects.filter(owner__in=cities.ids)
