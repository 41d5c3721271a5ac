"""The room's addresses, under /desk/."""

from __future__ import annotations

from django.urls import path

from . import mailbox_pages, views

app_name = "letters"

desk_urlpatterns = [
    path("letters/", views.outbox, name="outbox"),
    path("letters/returns/", views.report, name="report"),
    path("letters/test/", views.test, name="test"),
    path("letters/dismissal/", views.all_aside, name="all_aside"),
    path("letters/mailbox/", mailbox_pages.mailbox, name="mailbox"),
    path("letters/mailbox/trial/", mailbox_pages.trial, name="mailbox_trial"),
    path("letters/mailbox/end/", mailbox_pages.end, name="mailbox_end"),
    path("letters/<int:pk>/", views.letter, name="letter"),
    path("letters/<int:pk>/repetition/", views.again, name="again"),
    path("letters/<int:pk>/dismissal/", views.aside, name="aside"),
    path("letters/<int:pk>/bounce/", views.bounce, name="bounce"),
    path("letters/<int:pk>/words/", views.words, name="words"),
]
