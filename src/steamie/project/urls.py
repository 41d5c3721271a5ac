"""The addresses of the house. Each room brings its own; a test keeps every one guarded or on the public list."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
