"""What the codes in a case's content are called, for its reader."""

from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.content.showing import Names
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.network.models import RoleMailbox
from hamshahr.domains.topics.queries import preferred_labels


def names_in(content: Content, reader: str, *, by: User | None) -> Names:
    """Look up the topics, the mailbox and the cases that ``content`` names; three queries."""
    topics = preferred_labels(reader, by=by)
    contact = content.text("contact")
    mailboxes = RoleMailbox.objects.filter(pk=UUID(contact)) if contact else ()
    similar = content.codes("similar")
    cases = visible_to(by).filter(code__in=similar).values_list("code", "title")
    return Names(
        topics={code: topics[code] for code in content.codes("topics") if code in topics},
        mailboxes={str(one.pk): f"{one.label} <{one.email}>" for one in mailboxes},
        cases=dict(cases) if similar else {},
    )
