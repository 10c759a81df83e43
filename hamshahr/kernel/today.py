"""What day it is where the association is.

Frozen where HAMSHAHR_FROZEN_TODAY says so, for pictures that stay the same.
"""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    return settings.FROZEN_TODAY or timezone.localdate()
