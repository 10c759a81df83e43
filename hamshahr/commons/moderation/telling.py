"""What somebody is told by mail who reported a page and left an address.

Nothing that she wrote is sent to the address, for it may be anybody's; and it is told of one
arrival a day at most.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.commons.moderation.models import Decision, Report
from hamshahr.commons.moderation.registry import Subject
from hamshahr.commons.moderation.wording import VERDICTS
from hamshahr.commons.translation.reading import digits
from hamshahr.design.mail.blocks import Action, Letter, Paragraph, Quote
from hamshahr.design.mail.composing import NoAddress, compose
from hamshahr.kernel.addresses import public_address

ONE_ARRIVAL_IN = timedelta(days=1)


def of_arrival(report: Report, subject: Subject) -> None:
    """Tell that a report has arrived, unless the address was told of another a moment ago."""
    if not report.email or _was_told_lately(report):
        return

    def write() -> Letter:
        return _letter(
            report,
            Paragraph(
                _("Your report has arrived. Its number is %(number)s.")
                % {"number": digits(str(report.pk), report.language)}
            ),
            Action(_("Open the page"), public_address(subject.url)),
            Paragraph(_("A moderator reads it, decides, and writes to you with the reason.")),
            Paragraph(_("If it was not you who sent it, there is nothing to do.")),
        )

    _send(report, write)


def of_decision(decision: Decision, reports: Iterable[Report]) -> None:
    """Tell those who reported a page what was decided and why, each address once."""
    told: set[str] = set()
    for report in reports:
        if report.email and report.email.lower() not in told:
            told.add(report.email.lower())
            _send(report, partial(_decided, decision, report))


def _decided(decision: Decision, report: Report) -> Letter:
    return _letter(
        report,
        Paragraph(
            _("Your report number %(number)s has been decided.")
            % {"number": digits(str(report.pk), report.language)}
        ),
        Paragraph(_("Decision: %(verdict)s") % {"verdict": VERDICTS[decision.verdict]}),
        Quote(decision.reason),
    )


def _letter(report: Report, *blocks: Paragraph | Quote | Action) -> Letter:
    return Letter(
        kind="report",
        subject=_("Your report number %(number)s")
        % {"number": digits(str(report.pk), report.language)},
        blocks=blocks,
        why=_(
            "You get this letter because your address was left with a report. It is erased half a "
            "year after the decision."
        ),
    )


def _was_told_lately(report: Report) -> bool:
    since = timezone.now() - ONE_ARRIVAL_IN
    lately = Report.objects.filter(email__iexact=report.email, made_at__gt=since)
    return lately.exclude(pk=report.pk).exists()


def _send(report: Report, write: Callable[[], Letter]) -> None:
    with suppress(NoAddress):  # as to one that nobody reads: a report needs none
        compose(write, language=report.language, to=report.email).send()
