"""What the queue forgets each night: jobs that are done.

The jobs of the schedule alone are some two thousand a day, with three events each.
"""

from procrastinate.builtin_tasks import remove_old_jobs
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

# A job that went well is of no use once somebody has looked into what happened yesterday.
_DONE = 2 * 24  # hours
# One that failed is what ``hamshahr check`` tells of: it stays for who was away on leave.
_FAILED = 30 * 24  # hours


@app.periodic(cron="37 3 * * *")  # at night in most time zones of a region, off the full hour
@app.task(queueing_lock="forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Delete the jobs, with their events, that ended long enough ago."""
    await remove_old_jobs(context, max_hours=_DONE)
    await remove_old_jobs(
        context,
        max_hours=_FAILED,
        remove_failed=True,
        remove_cancelled=True,
        remove_aborted=True,
    )
