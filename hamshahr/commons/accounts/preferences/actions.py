"""A person says what she wishes for."""

from django.db import transaction

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.accounts.preferences.queries import preferences_of
from hamshahr.kernel.audit.actions import record


@transaction.atomic
def choose_preferences(
    *, language: str, calendar: str, digits: str, time_zone: str, by: User
) -> Preferences:
    """Keep how ``by`` wishes to read; the record names what she changed, not what to."""
    User.objects.select_for_update().get(pk=by.pk)  # one at a time, also where there is no row yet
    wishes = preferences_of(by)
    said = {"language": language, "calendar": calendar, "digits": digits, "time_zone": time_zone}
    changed = sorted(name for name, value in said.items() if getattr(wishes, name) != value)
    if changed:
        for name in changed:
            setattr(wishes, name, said[name])
        wishes.save()
        record(
            by=by,
            deed="accounts.choose_preferences",
            object_type="user",
            object_id=by.pk,
            changed=changed,
        )
    return wishes
