"""Who may do what with topics: for one topic, and as a list.

Everybody reads the vocabulary. Replacing it is the system's deed, on the word of whoever runs the
instance.
"""

from django.db.models import QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.domains.topics.models import Topic


def may_see(by: User | None, topic: Topic) -> bool:  # noqa: ARG001 - the form every domain shares
    return True


def visible_to(by: User | None) -> QuerySet[Topic]:  # noqa: ARG001 - the form every domain shares
    return Topic.objects.all()


def may_replace_vocabulary(by: User) -> bool:
    return by.kind == User.Kind.SYSTEM
