"""The words that a city agrees to when it makes a compiled case its own."""

from django.utils.translation import gettext as _

from hamshahr.domains.experiences.models import Experience


def agreed_words(experience: Experience, *, may_be_machine_translated: bool) -> list[str]:
    """Return the sentences, in the active language, as the page shows and the record keeps them."""
    return [
        _("I have read the whole text, and it is so."),
        _("I may say this for %(city)s.") % {"city": experience.city.name},
        _("It stays published under %(licence)s.") % {"licence": experience.licence},
        _("Machines may translate it; such translations are marked.")
        if may_be_machine_translated
        else _("Machines may not translate it."),
    ]
