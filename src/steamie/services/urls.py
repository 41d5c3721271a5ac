"""Addresses of what residents do online."""

from __future__ import annotations

from django.urls import path

from .views import contact, follow

app_name = "services"
urlpatterns = [
    path("contact/", contact.contact, name="contact"),
    path("contact/private/", contact.safe, name="safe"),
    path("follow/", follow.follow, name="follow"),
    path("follow/more/", follow.more, name="more"),
]
