"""The roles there are, as an official would put them.

Who holds which, from when to when and for which city, are appointments: a domain keeps them, and
the commons ask it through ``permitting``.
"""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is appointed to, for a city or for the association itself."""

    ADMINISTRATOR = "administrator", _("administrator")
    SECRETARY_GENERAL = "secretary_general", _("secretary general")
    SECRETARIAT = "secretariat", _("member of the secretariat")
    EDITOR = "editor", _("editor")
    MODERATOR = "moderator", _("moderator")
    TRANSLATOR = "translator", _("translator")
    MAYOR = "mayor", _("mayor")
    DEPUTY_MAYOR = "deputy_mayor", _("deputy mayor")
    FOCAL_POINT = "focal_point", _("focal point")
    DEPUTY_FOCAL_POINT = "deputy_focal_point", _("deputy focal point")
    EXPERT = "expert", _("expert")


CITY_ROLES = frozenset(
    {Role.MAYOR, Role.DEPUTY_MAYOR, Role.FOCAL_POINT, Role.DEPUTY_FOCAL_POINT, Role.EXPERT}
)
ASSOCIATION_ROLES = frozenset(Role) - CITY_ROLES

# The office: those who run the network from day to day, with or without the last word
OFFICE = frozenset({Role.SECRETARY_GENERAL, Role.SECRETARIAT})
# Those who keep what is the city's
KEEPERS = frozenset({Role.FOCAL_POINT, Role.DEPUTY_FOCAL_POINT})

SENTENCES: dict[Role, Promise] = {
    Role.ADMINISTRATOR: _(
        "Keeps the instance: who holds an office of the association, how one signs in, the record."
    ),
    Role.SECRETARY_GENERAL: _("Leads the association’s office and answers for it."),
    Role.SECRETARIAT: _("Runs the network: admits cities, invites their focal points, follows up."),
    Role.EDITOR: _("Reviews the experiences of cities before they are published."),
    Role.MODERATOR: _("Decides on reports, and on asks for correction or removal."),
    Role.TRANSLATOR: _("Checks and writes translations."),
    Role.MAYOR: _("Stands for the city; reads what its members may read."),
    Role.DEPUTY_MAYOR: _("Answers for a field of the city’s work."),
    Role.FOCAL_POINT: _("Keeps the city’s page and people, and answers for what it says here."),
    Role.DEPUTY_FOCAL_POINT: _("Stands in for the focal point."),
    Role.EXPERT: _("Works on a subject in the city’s administration."),
}
