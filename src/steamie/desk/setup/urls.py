"""The set-up's addresses. Once the house is set up each answers 404."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("setup/", views.begin, name="begin"),
    path("setup/association/", views.association, name="association"),
    path("setup/officer/", views.officer, name="officer"),
    path("setup/second-factor/", views.second_factor, name="second_factor"),
    path("setup/strategy/", views.strategy, name="strategy"),
    path("setup/email/", views.email, name="email"),
    path("setup/email/confirmation/", views.email_confirmation, name="email_confirmation"),
    path("setup/second-person/", views.second_person, name="second_person"),
    path("setup/<slug:name>/postponement/", views.postponement, name="postponement"),
    path("setup/channel/", views.channel, name="channel"),
]
