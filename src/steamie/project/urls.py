"""The addresses of the house. Each room brings its own; a test keeps every one guarded or on the public list."""

from __future__ import annotations

from django.urls import include, path

from steamie.channels import urls as channels
from steamie.content import urls as content
from steamie.content.urls import publishing as publishing_urls
from steamie.content.urls import suggestions as suggestion_urls
from steamie.desk import evidence_urls
from steamie.desk import urls as desk
from steamie.desk.setup import urls as setup
from steamie.letters import urls as letters
from steamie.monitoring import urls as monitoring
from steamie.people import urls as people
from steamie.strategy import urls as strategy
from steamie.website import urls as website

from .health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("desk/", include((channels.desk_urlpatterns, "channels"))),
    path("desk/", include((publishing_urls.desk_urlpatterns, "publishing"))),
    path("desk/", include((suggestion_urls.desk_urlpatterns, "suggestions_desk"))),
    path("", include((suggestion_urls.urlpatterns, "suggestions"))),
    path("accounts/", include("steamie.people.accounts")),
    path("desk/", include((desk.desk_urlpatterns, "desk"))),
    path("desk/", include((strategy.desk_urlpatterns, "strategy"))),
    path("desk/", include((monitoring.desk_urlpatterns, "monitoring"))),
    path("desk/", include((evidence_urls.desk_urlpatterns, "evidence"))),
    path("", include((strategy.urlpatterns, "policy"))),
    path("desk/", include((content.desk_urlpatterns, "content"))),
    path("", include((content.urlpatterns, "content_public"))),
    path("desk/", include((letters.desk_urlpatterns, "letters"))),
    path("desk/", include((people.desk_urlpatterns, "people"))),
    path("", include((people.urlpatterns, "door"))),
    path("", include((setup.urlpatterns, "setup"))),
    path("desk/", include((website.desk_urlpatterns, "website_desk"))),
    path("desk/", include(website.editor_urlpatterns)),
    path("", include((website.urlpatterns, "website"))),
    *website.pages,  # Wagtail answers every address nobody else wanted; it stays last
]
handler404 = "steamie.website.views.not_found"
handler500 = "steamie.project.trouble.broken"
