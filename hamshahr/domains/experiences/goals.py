"""The seventeen goals of the 2030 Agenda (A/RES/70/1), by their short names."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamshahr.domains.experiences.regions import GoalTag

GOALS = {
    1: _("No poverty"),
    2: _("Zero hunger"),
    3: _("Good health and well-being"),
    4: _("Quality education"),
    5: _("Gender equality"),
    6: _("Clean water and sanitation"),
    7: _("Affordable and clean energy"),
    8: _("Decent work and economic growth"),
    9: _("Industry, innovation and infrastructure"),
    10: _("Reduced inequalities"),
    11: _("Sustainable cities and communities"),
    12: _("Responsible consumption and production"),
    13: _("Climate action"),
    14: _("Life below water"),
    15: _("Life on land"),
    16: _("Peace, justice and strong institutions"),
    17: _("Partnerships for the goals"),
}


def goal_url(number: int) -> str:
    """Return the address of a goal's page in the current language."""
    return reverse("experiences-goal", args=[number])


def goal_tag(number: int) -> GoalTag:
    """Return a goal, 1 to 17, by its short name in the active language, with its page."""
    return GoalTag(number, str(GOALS[number]), goal_url(number))
