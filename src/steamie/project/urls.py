"""The addresses of the house. Each room brings its own; a test keeps every one guarded or on the public list."""

from __future__ import annotations

from django.urls import include, path

from steamie.content import publishing_urls
from steamie.desk import urls as desk

urlpatterns = [
    path("desk/", include((publishing_urls.desk_urlpatterns, "publishing"))),
    path("accounts/", include("allauth.urls")),
    path("desk/", include((desk.desk_urlpatterns, "desk"))),
]
