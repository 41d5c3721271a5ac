"""Addresses of what residents do online."""

from __future__ import annotations

from django.urls import path

from .views import answers, contact, fixed, follow, handing, repairs

app_name = "services"
urlpatterns = [
    path("contact/", contact.contact, name="contact"),
    path("contact/private/", contact.safe, name="safe"),
    path("follow/", follow.follow, name="follow"),
    path("follow/more/", follow.more, name="more"),
    path("follow/fixed/<str:token>/", fixed.fixed, name="fixed"),
    path("repairs/", repairs.start, name="repairs"),
    path("repairs/where/", repairs.where, name="where"),
    path("repairs/what/", repairs.what, name="what"),
    path("repairs/details/", repairs.tell, name="tell"),
    path("repairs/check/", repairs.check, name="check"),
    path("repairs/sent/", repairs.send, name="send"),
    path("repairs/taken/<str:token>/", answers.taken, name="taken"),
    path("repairs/answers/", answers.second_answer, name="answers"),
]
desk_urlpatterns = [
    path("repairs/", handing.repairs, name="repairs"),
    path("repairs/system/", handing.system, name="system"),
    path("repairs/<str:reference>/sending/", handing.hand_over_again, name="hand_over_again"),
    path("repairs/<str:reference>/acceptance/", handing.accepted, name="accepted"),
]
