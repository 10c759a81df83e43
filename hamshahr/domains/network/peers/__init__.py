"""Peers: the cities most like one, with the reasons. Pure: no database, no language.

The method, its source, its limits and worked examples are in docs/peers.md.
"""

from hamshahr.domains.network.peers.attributes import Attribute
from hamshahr.domains.network.peers.choosing import Peer, different_but_worth_a_look, peers_of
from hamshahr.domains.network.peers.comparing import Comparison, Likeness, Verdict, likeness
from hamshahr.domains.network.peers.profile import Profile

__all__ = [
    "Attribute",
    "Comparison",
    "Likeness",
    "Peer",
    "Profile",
    "Verdict",
    "different_but_worth_a_look",
    "likeness",
    "peers_of",
]
