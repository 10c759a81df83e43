"""The queue does not grow by what is done; what failed stays until somebody has seen it."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from procrastinate.job_context import JobContext

from hamshahr.kernel.instance.jobs import forget_old_jobs

pytestmark = pytest.mark.django_db

_JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status)
VALUES ('default', 'leila.asks_for_rain', 0, '{}', %s) RETURNING id
"""
# The queue tells the age of a job by the last thing that happened to it
_ENDED = """
INSERT INTO procrastinate_events (job_id, type, at)
VALUES (%s, 'deferred', now() - make_interval(days => %s))
"""
_NOT_TODAY = "DELETE FROM procrastinate_events WHERE job_id = %s"


def job(status, days_ago):
    with connection.cursor() as cursor:
        cursor.execute(_JOB, [status])
        (number,) = cursor.fetchone()
        cursor.execute(_NOT_TODAY, [number])
        cursor.execute(_ENDED, [number, days_ago])
    return number


def test_what_went_well_goes_after_two_days_and_what_failed_after_a_month():
    stay = {
        job("succeeded", 1),
        job("failed", 29),
        job("cancelled", 29),
        job("todo", 99),
        job("doing", 99),
    }
    go = {job("succeeded", 3), job("failed", 31), job("cancelled", 31), job("aborted", 31)}
    context = JobContext(app=app, start_timestamp=0, job=None, abort_reason=lambda: None)
    async_to_sync(forget_old_jobs.func)(context)

    left = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    assert stay <= left
    assert not go & left
    assert not ProcrastinateEvent.objects.filter(job_id__in=go).exists()


def test_it_is_done_every_night():
    (tonight,) = (
        each
        for each in app.periodic_registry.periodic_tasks.values()
        if each.task.name == forget_old_jobs.name
    )
    assert tonight.cron == "37 3 * * *"
