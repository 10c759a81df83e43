"""What reviews plug into the commons."""

from hamshahr.domains.manuscripts.reviewing import deeds, notices, queue
from hamshahr.kernel.waiting import register_waiting


def register() -> None:
    deeds.declare()
    notices.declare()
    register_waiting("submissions", queue.look_for_submissions, position=5)
    register_waiting("overdue-reviews", queue.look_for_overdue, position=6)
