"""Where the pages of a manuscript are."""

from django.urls import reverse

from hamshahr.domains.experiences.content.fields import Step
from hamshahr.domains.manuscripts.models import Manuscript


def overview_url(manuscript: Manuscript) -> str:
    """Return the address of the list of its steps."""
    return reverse("manuscripts:overview", args=[manuscript.pk])


def step_url(manuscript: Manuscript, step: Step) -> str:
    """Return the address of a step."""
    return reverse("manuscripts:step", args=[manuscript.pk, step.key])
