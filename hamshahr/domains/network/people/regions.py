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
    """An appointment as the one who holds or held it sees it; no address: it cannot be done."""

    role: str
    place: str
    place_url: str  # empty for the association
    people_url: str  # empty for the association, and once it has ended
    keep_url: str  # of the city's page; empty for whoever does not write it
    sentence: str
    function: str
    since: str
    until: str  # empty while it runs
    vouched_by: str
    rests: bool
    is_shown: bool
    shown_url: str
    function_url: str
    leave_url: str
    hand_over_url: str


@dataclass(frozen=True)
class PersonHere:
    """Somebody who serves here, or served; an address is empty where it cannot be done."""

    name: str
    role: str
    function: str
    since: str
    until: str
    vouched_by: str
    is_shown: bool
    end_url: str = ""
    deputy_url: str = ""
    function_url: str = ""


@dataclass(frozen=True)
class InvitationHere:
    """Somebody who was invited here; an address is empty where it cannot be done."""

    name: str
    email: str
    role: str
    function: str
    state: str  # of Invitation.State
    told: str  # the state in words, with its day
    reason: str
    who: str
    came_back: bool = False  # its letter: the mailbox takes none
    resend_url: str = ""
    withdraw_url: str = ""


@dataclass(frozen=True)
class PeoplePage:
    """Who serves in a house, and who is invited to it."""

    place: str
    place_url: str
    is_city: bool
    people: list[PersonHere]
    invitations: list[InvitationHere]
    shows_former: bool
    list_url: str
    invite_url: str
    hand_over_url: str
    domains_url: str
