"""The letter that asks whether cases are still so, with a link for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.queries import language_of, worded_for
from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import active_language
from hamshahr.design.mail.blocks import Item, Letter, Paragraph
from hamshahr.design.mail.composing import compose
from hamshahr.design.mail.isolating import isolated
from hamshahr.domains.experiences import wording
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network.models import City
from hamshahr.kernel.addresses import public_address


@dataclass(frozen=True)
class Question:
    """One case that a keeper is asked about, and the secret of her link."""

    case: Experience
    secret: str
    expires_at: datetime
    is_reminder: bool


def write_letter(questions: Sequence[Question], city: City, keeper: User) -> None:
    """Hand the letter to the post, in her language, calendar and digits."""
    with worded_for(keeper):
        compose(
            lambda: check_letter(questions, city, keeper),
            language=language_of(keeper),
            to=keeper.email,
        ).send()


def check_letter(questions: Sequence[Question], city: City, keeper: User) -> Letter:
    """Return the letter, worded in the current language."""
    language = active_language()
    place = city.name_in(language)
    last = min(question.expires_at for question in questions)
    reminded = all(question.is_reminder for question in questions)
    return Letter(
        kind="is-it-still-so",
        subject=_("Is this still so? %(city)s") % {"city": place},
        blocks=(
            Paragraph(_("Dear %(name)s,") % {"name": isolated(keeper.name)}),
            Paragraph(
                _("Three weeks ago we asked you about what %(city)s tells here. It still waits.")
                % {"city": isolated(place)}
                if reminded
                else _(
                    "A year ago %(city)s said that what it tells here is so. Is it still? Open "
                    "each link: the answer is prepared, and one button sends it."
                )
                % {"city": isolated(place)}
            ),
            *(
                Item(
                    isolated(question.case.title),
                    public_address(reverse("manuscripts:answer", args=[question.secret])),
                    wording.confirmed(question.case.confirmed_on, language),
                )
                for question in questions
            ),
            Paragraph(
                _(
                    "The links are for you alone and good until %(day)s. Each works once; opening "
                    "it changes nothing. What nobody answers says so, and stands lower in lists."
                )
                % {"day": reading.day(last, language)}
            ),
        ),
        why=_("You get this letter because you answer for what %(city)s tells here.")
        % {"city": place},
    )
