"""The notice beside the letter: that a city is asked whether its cases are still so."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.permitting import Held
from hamshahr.commons.notifications.kinds import Frequency, NoticeKind, register_notice_kind
from hamshahr.commons.translation.languages import interface_languages
from hamshahr.domains.experiences.permissions import ANSWER_FOR
from hamshahr.domains.network.models import City

IS_IT_STILL_SO = "manuscripts.is_it_still_so"


def _answers(held: frozenset[Held]) -> bool:
    return any(one.role in ANSWER_FOR.own_city for one in held)


def declare() -> None:
    """Declare the kind. Its letter has links of its own, so that the notice sends none."""
    register_notice_kind(
        NoticeKind(
            IS_IT_STILL_SO,
            _("My city is asked whether its experiences are still so"),
            _("%(city)s is asked whether its experiences are still so. Waiting: %(count)s."),
            frequency=Frequency.NEVER,
            concerns=_answers,
        )
    )


def about_url() -> str:
    """Return where she finds all that waits for her word."""
    return reverse("manuscripts:about-city")


def city_named(city: City) -> Mapping[str, str]:
    """Return the name of a city by language, for each reader of a notice."""
    return {each.code: city.name_in(each.code) for each in interface_languages()}
