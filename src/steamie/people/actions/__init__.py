"""What is done about people: offices, stand-ins, leaving, policies, lost second factors."""

from .ending_sessions import end_other_sessions, end_session
from .fresh_starts import ask_fresh_start, confirm_fresh_start
from .invitations import appoint_first_officer, invitation_link, invite, send_invitation
from .offices import confirm_grant, end_grant, grant, leave, recertify
from .policies import acknowledge, adopt_policy
from .standing_in import delegate, end_delegation
from .third_looks import look_again

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
    "end_other_sessions",
    "end_session",
    "grant",
    "invitation_link",
    "invite",
    "leave",
    "look_again",
    "recertify",
    "send_invitation",
]
