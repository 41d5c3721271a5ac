"""Addresses of the publisher's pages."""

from __future__ import annotations

from django.urls import path

from .views import corrections, stops
from .views import publications as views

app_name = "publishing"
desk_urlpatterns = [
    path("stop/", stops.stop, name="stop"),
    path("stop/resumption/", stops.resume, name="resume"),
    path("differences/", views.differences, name="differences"),
    path("waiting/", views.waiting, name="waiting"),
    path("waiting/corrections/<int:pk>/", corrections.settle, name="settle_correction"),
    path("waiting/corrections/<int:pk>/repetition/", corrections.correct_again, name="correct_again"),
    path("waiting/corrections/<int:pk>/earlier-words/", corrections.leave, name="leave_correction"),
    path("waiting/<int:pk>/", views.settle, name="settle"),
    path("waiting/<int:pk>/sending/", views.send_now, name="send_now"),
    path("posts/<int:pk>/withdrawal/", views.withdraw, name="withdraw"),
]
