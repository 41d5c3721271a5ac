"""Addresses of pictures."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("media/pictures/<path:path>", views.picture, name="picture"),
]
