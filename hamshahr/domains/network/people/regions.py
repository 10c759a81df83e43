"""What the pages about people show: one frozen dataclass for each region."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InvitationShown:
    """An invitation as the one who got it sees it; worded."""

    place: str
    role: str
    sentence: str
    who: str
    function: str
    until: str
    email: str
    decline_url: str
    by_domain: bool
    as_successor: bool


@dataclass(frozen=True)
class OwnAppointment:
    """An appointment as the one who holds it, or held it, sees it."""

    role: str
    place: str
    place_url: str  # empty for the association
    sentence: str
    function: str
    since: str
    until: str  # empty while it runs
    vouched_by: str
