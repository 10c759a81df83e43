"""Do what waits in the job queue, until stopped.

``hamshahr serve`` does this beside the pages; run it by itself on a machine of its own, or with
--once to do what waits now and end. Exit status 1: a job failed meanwhile.

  hamshahr work           until it is stopped
  hamshahr work --once    after import-experiences --no-wait, say
"""

import argparse
import os
import signal

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running
from hamshahr.kernel.audit.origin import Way, acting_from
from hamshahr.kernel.parent import end_with

# More names than this help nobody; the log has them all.
_NAMED = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what waits now, then end")
    # How serve has it end, even where serve is killed
    parser.add_argument("--until-end-of", type=int, metavar="PROCESS", help=argparse.SUPPRESS)


def run(given: argparse.Namespace) -> int:
    if given.until_end_of and not end_with(given.until_end_of, by=signal.SIGTERM):
        os._exit(0)
    with django_running(), acting_from(Way.JOB):
        from procrastinate.contrib.django import app
        from procrastinate.contrib.django.django_connector import DjangoConnector

        before = _last_event()
        connector = app.connector
        assert isinstance(connector, DjangoConnector)
        with app.replace_connector(connector.get_worker_connector()) as worker:
            worker.run_worker(wait=not given.once, concurrency=1, install_signal_handlers=True)
        if given.once and (failed := _failed_after(before)):
            raise Refusal(
                f"{len(failed)} failed: {', '.join(failed[:_NAMED])}. The log above says why."
            )
    return 0


def _last_event() -> int:
    """The number of the last thing that happened to any job."""
    from procrastinate.contrib.django.models import ProcrastinateEvent

    return ProcrastinateEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _failed_after(event: int) -> list[str]:
    """Jobs that failed since, for good or until they are tried again."""
    from procrastinate.contrib.django.models import ProcrastinateEvent

    failed = ProcrastinateEvent.objects.filter(
        pk__gt=event, type__in=("failed", "deferred_for_retry")
    ).values_list("job_id", "job__task_name")
    return [f"job {number} ({task})" for number, task in failed.order_by("job_id").distinct()]
