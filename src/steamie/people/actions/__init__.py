"""What is done about people: offices, stand-ins, leaving, policies, lost second factors."""

from .fresh_starts import ask_fresh_start, confirm_fresh_start
from .invitations import appoint_first_officer, invitation_link, invite, send_invitation
from .offices import confirm_grant, end_grant, grant, leave, recertify
from .policies import acknowledge, adopt_policy
from .standing_in import delegate, end_delegation

__all__ = [
    "acknowledge",
    "adopt_policy",
    "appoint_first_officer",
    "ask_fresh_start",
    "confirm_fresh_start",
    "confirm_grant",
    "delegate",
    "end_delegation",
    "end_grant",
    "grant",
    "invitation_link",
    "invite",
    "leave",
    "recertify",
    "send_invitation",
]
