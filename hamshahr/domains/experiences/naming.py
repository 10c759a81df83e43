"""What the codes in a case's content are called, for its reader."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.commons.files.models import StoredFile
from hamshahr.domains.experiences.content.choosing_indicators import indicator_labels
from hamshahr.domains.experiences.content.showing import NamedFile, Names
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.holding import file_ids
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.sections.wording import shown_bytes
from hamshahr.domains.network.models import RoleMailbox
from hamshahr.domains.topics.queries import preferred_labels

# Where a file lies for the reader, in its largest size (``None``) or in a width
Address = Callable[[StoredFile, int | None], str]


def own_address(file: StoredFile, width: int | None) -> str:
    return file.url if width is None else file.url_of(width)


def names_in(
    content: Content,
    reader: str,
    *,
    owner: UUID,
    by: User | None,
    earlier: Sequence[Content] = (),
    address: Address = own_address,
) -> Names:
    """Look up what ``content`` names: topics, mailbox, cases, and files of the city ``owner``.

    What stood in ``earlier`` texts, too; five queries in all. ``address`` says where the reader
    finds a file; whether it is handed out to her is asked there.
    """
    texts = [*earlier, content]
    topics = preferred_labels(reader, by=by)
    contacts = {UUID(contact) for one in texts if (contact := one.text("contact"))}
    mailboxes = RoleMailbox.objects.filter(pk__in=contacts) if contacts else ()
    similar = {code for one in texts for code in one.codes("similar")}
    cases = visible_to(by).filter(code__in=similar).values_list("code", "title")
    files = {pk for one in texts for pk in file_ids(one)}
    return Names(
        topics={
            code: topics[code] for one in texts for code in one.codes("topics") if code in topics
        },
        indicators=indicator_labels(),
        mailboxes={str(one.pk): f"{one.label} <{one.email}>" for one in mailboxes},
        cases=dict(cases) if similar else {},
        files=_files(files, reader, owner, address) if files else {},
    )


def _files(
    ids: Collection[UUID], reader: str, owner: UUID, address: Address
) -> dict[str, NamedFile]:
    found = StoredFile.objects.filter(pk__in=ids, owner=owner).prefetch_related("sizes")
    return {str(file.pk): _named(file, reader, address) for file in found}


def _named(file: StoredFile, reader: str, address: Address) -> NamedFile:
    smallest = min(file.sizes.all(), key=lambda one: one.width, default=None)
    return NamedFile(
        name=file.name,
        size=shown_bytes(file.bytes, reader),
        url=address(file, None),
        thumbnail=address(file, smallest.width) if smallest else "",
        width=smallest.width if smallest else 0,
        height=smallest.height if smallest else 0,
    )
