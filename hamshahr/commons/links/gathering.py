"""Which links stand where, brought up to date: new ones are due soon, those gone are forgotten."""

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hamshahr.commons.links.models import CheckedLink, LinkPlace
from hamshahr.commons.links.registry import Held, LinkHolder, link_holders
from hamshahr.kernel.outbound.typed_address import NotAllowed, WebAddress

_BATCH = 500  # things whose links are compared at once
# New links are spread over so long, that a library brought in today is not asked for tonight
_SPREAD = timedelta(days=1)

_Place = tuple[UUID, bytes]


def gather() -> None:
    """Compare what stands in all that is registered with what is known; write the difference."""
    for holder in link_holders():
        for ids in _batches(holder.all_ids()):
            _bring_up_to_date(holder, ids)
        known = LinkPlace.objects.filter(kind=holder.kind).order_by("object_id")
        for ids in _batches(known.values_list("object_id", flat=True).distinct().iterator()):
            _bring_up_to_date(holder, ids)  # what is gone altogether holds nothing
    LinkPlace.objects.exclude(kind__in=[holder.kind for holder in link_holders()]).delete()
    CheckedLink.objects.filter(places__isnull=True).delete()


def digest_of(url: str) -> bytes:
    """Return what names an address in the database, however long it is."""
    return sha256(url.encode()).digest()


@transaction.atomic
def _bring_up_to_date(holder: LinkHolder, ids: list[UUID]) -> None:
    held = list(holder.links_of(ids))
    wanted = {(one.object_id, digest_of(url)): one for one in held for url in one.urls}
    known = {
        (place.object_id, bytes(place.link.digest)): place
        for place in LinkPlace.objects.filter(kind=holder.kind, object_id__in=ids).select_related(
            "link"
        )
    }
    gone = [place.pk for key, place in known.items() if key not in wanted]
    if gone:
        LinkPlace.objects.filter(pk__in=gone).delete()
    moved = []
    for key, place in known.items():
        if key in wanted and place.owner != wanted[key].owner:
            place.owner = wanted[key].owner
            moved.append(place)
    LinkPlace.objects.bulk_update(moved, ["owner"])
    new = {key: one for key, one in wanted.items() if key not in known}
    _write(holder.kind, new)


def _write(kind: str, new: dict[_Place, Held]) -> None:
    if not new:
        return
    urls = {digest_of(url): url for held in new.values() for url in held.urls}
    wanted = {digest for _, digest in new}
    CheckedLink.objects.bulk_create(
        [_link(digest, urls[digest]) for digest in sorted(wanted)], ignore_conflicts=True
    )
    links = {
        bytes(digest): pk
        for pk, digest in CheckedLink.objects.filter(digest__in=wanted).values_list("pk", "digest")
    }
    LinkPlace.objects.bulk_create(
        [
            LinkPlace(kind=kind, object_id=key, owner=held.owner, link_id=links[digest])
            for (key, digest), held in new.items()
        ],
        ignore_conflicts=True,
    )


def _link(digest: bytes, url: str) -> CheckedLink:
    try:
        host = WebAddress.read(url).host
    except NotAllowed:
        host = ""
    wait = random.random() * _SPREAD  # noqa: S311 - spreads work, keeps no secret
    return CheckedLink(digest=digest, url=url, host=host, due_at=timezone.now() + wait)


def _batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    rest = iter(ids)
    while some := list(islice(rest, _BATCH)):
        yield some
