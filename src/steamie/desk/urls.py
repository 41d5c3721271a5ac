"""The desk's own addresses."""

from __future__ import annotations

from django.urls import path

from . import getting_started, phone, searching, views

desk_urlpatterns = [
    path("", views.today, name="today"),
    path("more/", views.more, name="more"),
    path("search/", searching.search, name="search"),
    path("set-up/", getting_started.lines, name="getting_started"),
    path("set-up/email/", getting_started.email, name="email"),
    path("set-up/email/confirmation/", getting_started.email_confirmation, name="email_confirmation"),
    path("set-up/<slug:name>/dismissal/", getting_started.dismissal, name="setup_dismissal"),
    path("set-up/<slug:name>/dismissal/withdrawal/", getting_started.dismissal_withdrawal, name="setup_dismissal_withdrawal"),
]

urlpatterns = [
    path("desk.webmanifest", phone.manifest, name="manifest"),
    path("desk-offline.js", phone.worker, name="worker"),
    path("offline/", phone.offline, name="offline"),
]
