"""The addresses of the house. Each room brings its own; a test keeps every one guarded or on the public list."""

from __future__ import annotations

from django.urls import include, path

from steamie.desk import urls as desk

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("desk/", include((desk.desk_urlpatterns, "desk"))),
]
