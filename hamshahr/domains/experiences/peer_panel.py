"""The peers of a city on its page: who is like it and why, and who is not and yet worth a look.

Found by the network; what a city has to tell only this domain knows.
"""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.retrieval.browsing import count_by_owner
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.regions import PeerLine, PeersPanel
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.finding_peers import PeerCity, find_peers
from hamshahr.domains.network.peer_reasons import reasons
from hamshahr.domains.network.peers import Comparison, Profile
from hamshahr.domains.network.queries import country_name
from hamshahr.domains.network.regions import CityPage

PEERS = 6
# More than these is a list of facts: what weighs most is said first
_LIKENESSES, _DIFFERENCES = 4, 3
# Of what is compared, by weight: above the first all but all is known in both cities, below the
# second about half is not.
_SURE, _FAIRLY_SURE = 0.95, 0.6


def peers_of_city(page: CityPage, language: str, by: User | None) -> PeersPanel | None:
    """Return the cities most like one, worded in ``language``; ``None``: too little is known."""
    told = {UUID(owner): count for owner, count in count_by_owner(KIND, ()).items()}
    found = find_peers(page.city, by=by, count=PEERS, experiences=told)
    if not found.like:
        return None

    def line(beside: PeerCity, *, is_different: bool = False) -> PeerLine:
        return _line(beside, found.own, told, language, is_different=is_different)

    return PeersPanel(
        like=tuple(line(beside) for beside in found.like),
        different=line(found.different, is_different=True) if found.different else None,
    )


def _line(
    beside: PeerCity, own: Profile, told: dict[UUID, int], language: str, *, is_different: bool
) -> PeerLine:
    city, peer = beside.city, beside.peer
    count = told.get(city.pk, 0)

    def words(compared: tuple[Comparison, ...]) -> tuple[str, ...]:
        return tuple(why.text for why in reasons(own, peer.profile, compared, language))

    return PeerLine(
        slug=city.slug,
        name=city.name_in(language),
        url=city_url(city.slug),
        country=country_name(city.country, language),
        reasons=() if is_different else words(peer.agreeing[:_LIKENESSES]),
        differences=words(peer.differing[:_DIFFERENCES]),
        confidence=_confidence(peer.likeness.confidence),
        experiences=ngettext("one experience", "%(count)s experiences", count)
        % {"count": number(count, language)}
        if count
        else "",
    )


def _confidence(share: float) -> str:
    """Say how much of what is compared is known; where all but all is, nothing need be said."""
    if share >= _SURE:
        return ""
    if share >= _FAIRLY_SURE:
        return _("Fairly sure: something of what is compared is not known.")
    return _("Unsure: much of what is compared is not known.")
