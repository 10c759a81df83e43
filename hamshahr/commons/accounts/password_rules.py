"""What a password must not be: Django's rules, each told in our own words and what to do instead.

Django's words name our fields in English, keep Latin digits, and lack translations.
"""

from django.contrib.auth import password_validation as django_rules
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number


class LongEnough(django_rules.MinimumLengthValidator):
    """Refuses what is soon tried out."""

    def get_error_message(self) -> str:
        return ngettext(
            "This is too short: write at least %(least)s character.",
            "This is too short: write at least %(least)s characters.",
            self.min_length,
        ) % {"least": number(self.min_length, active_language())}


class UnlikeThePerson(django_rules.UserAttributeSimilarityValidator):
    """Refuses what is made of her name or her address."""

    def get_error_message(self) -> str:
        return _("This is too much like your name or your address. Take words of something else.")


class NotCommon(django_rules.CommonPasswordValidator):
    """Refuses what others have used so often that it is tried first."""

    def get_error_message(self) -> str:
        return _("Many people use this one, so it is tried first. Take words that are only yours.")


class NotOnlyDigits(django_rules.NumericPasswordValidator):
    """Refuses numbers: of telephones, of birthdays."""

    def get_error_message(self) -> str:
        return _("These are digits alone. Put words among them.")
