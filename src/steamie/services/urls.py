"""Addresses of what residents do online."""

from __future__ import annotations

from django.urls import path

from .views import contact, follow, repairs

app_name = "services"
urlpatterns = [
    path("contact/", contact.contact, name="contact"),
    path("contact/private/", contact.safe, name="safe"),
    path("follow/", follow.follow, name="follow"),
    path("follow/more/", follow.more, name="more"),
    path("repairs/", repairs.start, name="repairs"),
    path("repairs/where/", repairs.where, name="where"),
    path("repairs/what/", repairs.what, name="what"),
    path("repairs/details/", repairs.tell, name="tell"),
    path("repairs/check/", repairs.check, name="check"),
    path("repairs/sent/", repairs.send, name="send"),
]
