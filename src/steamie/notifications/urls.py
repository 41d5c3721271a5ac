"""Addresses of notifications. None holds anybody's e-mail address."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [path("notifications/<str:key>/end/", views.end, name="end")]
desk_urlpatterns = [path("people/me/notifications/", views.choices, name="choices")]
