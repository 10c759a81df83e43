"""Kinds of notice for the tests, and who may see what they are about."""

from hamshahr.commons.notifications.kinds import Frequency, NoticeKind

ANSWERED = NoticeKind(
    code="test.answered",
    name="A city answers",
    sentence="%(who)s of %(city)s answered you.",
    frequency=Frequency.AT_ONCE,
)
CASE_CHANGED = NoticeKind(
    code="test.case_changed",
    name="A case of ours changes",
    sentence="%(who)s changed %(case)s.",
    frequency=Frequency.DAILY,
)
ROLE = NoticeKind(
    code="test.role",
    name="A role of mine begins or ends",
    sentence="Your role began on %(day)s, with %(count)s others.",
    frequency=Frequency.AT_ONCE,
    silenceable=False,
)
# Ids of things that nobody may see any more
HIDDEN: set[str] = set()
SECRET = NoticeKind(
    code="test.secret",
    name="Something delicate",
    sentence="%(who)s said something delicate.",
    frequency=Frequency.AT_ONCE,
    may_still_see=lambda notices: {n.pk for n in notices if n.about not in HIDDEN},
)
KINDS = (ANSWERED, CASE_CHANGED, ROLE, SECRET)
