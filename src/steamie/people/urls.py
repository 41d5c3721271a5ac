"""The people room's addresses, under /desk/, and the demonstration's door at the root."""

from __future__ import annotations

from django.urls import path

from . import demonstration
from .views import cover, offices, only_other, people, policies, second_factor, sessions, unsent

app_name = "people"

desk_urlpatterns = [
    path("people/", people.everyone, name="everyone"),
    path("people/me/", people.me, name="me"),
    path("people/invitation/", people.invite, name="invite"),
    path("people/access/", offices.access, name="access"),
    path("people/cover/", cover.cover, name="cover"),
    path("people/cover/<int:pk>/end/", cover.end_cover, name="end_cover"),
    path("people/policies/", policies.policies, name="policies"),
    path("people/policies/new/", policies.policy, name="policy"),
    path("people/policies/<int:pk>/", policies.acknowledge, name="acknowledge"),
    path("people/second-factor/", second_factor.second_factor, name="second_factor"),
    path("people/confirmations/", only_other.only_other, name="only_other"),
    path("people/confirmations/<int:pk>/look/", only_other.third_look, name="third_look"),
    path("people/sessions/", sessions.sessions, name="sessions"),
    path("people/sessions/others/end/", sessions.end_others, name="end_other_sessions"),
    path("people/sessions/<int:pk>/end/", sessions.end, name="end_session"),
    path("people/second-factor/return/", second_factor.go_on, name="go_on"),
    path("people/unsent/", unsent.unsent_page, name="unsent"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/office/", offices.grant, name="grant"),
    path("people/<int:pk>/departure/", people.leave, name="leave"),
    path("people/<int:pk>/invitation/", people.invitation, name="invitation"),
    path("people/<int:pk>/fresh-start/", second_factor.ask_fresh_start, name="ask_fresh_start"),
    path("people/fresh-starts/<int:pk>/confirmation/", second_factor.confirm_fresh_start, name="confirm_fresh_start"),
    path("people/offices/<int:pk>/end/", offices.end_grant, name="end_grant"),
    path("people/offices/<int:pk>/confirmation/", offices.confirm_grant, name="confirm_grant"),
    path("people/offices/<int:pk>/access/", offices.recertify, name="recertify"),
]

urlpatterns = [path("demonstration/", demonstration.door, name="demonstration")]
