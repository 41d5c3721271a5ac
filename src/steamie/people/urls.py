"""The people room's addresses, under /desk/, and the demonstration's door at the root."""

from __future__ import annotations

from django.urls import path

from . import demonstration, views

app_name = "people"

desk_urlpatterns = [
    path("people/", views.everyone, name="everyone"),
    path("people/me/", views.me, name="me"),
    path("people/invite/", views.invite, name="invite"),
    path("people/access/", views.access, name="access"),
    path("people/cover/", views.cover, name="cover"),
    path("people/cover/<int:pk>/end/", views.end_cover, name="end_cover"),
    path("people/policies/", views.policies, name="policies"),
    path("people/policies/new/", views.policy, name="policy"),
    path("people/policies/<int:pk>/", views.acknowledge, name="acknowledge"),
    path("people/second-factor/", views.second_factor, name="second_factor"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/office/", views.grant, name="grant"),
    path("people/<int:pk>/leave/", views.leave, name="leave"),
    path("people/<int:pk>/invitation/", views.invitation, name="invitation"),
    path("people/offices/<int:pk>/end/", views.end_grant, name="end_grant"),
    path("people/offices/<int:pk>/confirm/", views.confirm_grant, name="confirm_grant"),
    path("people/offices/<int:pk>/access/", views.recertify, name="recertify"),
]

urlpatterns = [path("demonstration/", demonstration.door, name="demonstration")]
