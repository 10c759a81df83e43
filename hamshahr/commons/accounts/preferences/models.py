"""What a person wishes for herself."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.calendars import Calendar
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.commons.translation.reader import Digits

# Longest name in the time zone database, with room
_ZONE_LENGTH = 64


class Preferences(models.Model):
    """How a person wishes to read. Empty: as her language has it, by the association's clock.

    There is a row only once she has wished for something.
    """

    class Calendars(models.TextChoices):
        SOLAR_HIJRI = Calendar.SOLAR_HIJRI, _("Solar Hijri")
        GREGORIAN = Calendar.GREGORIAN, _("Gregorian")

    class DigitSets(models.TextChoices):
        PERSIAN = Digits.PERSIAN, _("Persian")
        ARABIC = Digits.ARABIC, _("Arabic")
        LATIN = Digits.LATIN, _("Latin")

    never_on_a_page = True

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="preferences",
    )
    language = models.CharField(max_length=3, blank=True, help_text="Of pages and letters")
    calendar = models.CharField(max_length=10, choices=Calendars.choices, blank=True)
    digits = models.CharField(max_length=10, choices=DigitSets.choices, blank=True)
    time_zone = models.CharField(
        max_length=_ZONE_LENGTH, blank=True, help_text="Name in the time zone database"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(language__in=["", *INTERFACE_LANGUAGES]),
                name="preferred_language_is_spoken",
            ),
            models.CheckConstraint(
                condition=models.Q(calendar__in=["", *Calendar]), name="preferred_calendar_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(digits__in=["", *Digits]), name="preferred_digits_are_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)
