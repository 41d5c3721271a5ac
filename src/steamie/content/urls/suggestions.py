"""Addresses of suggestions."""

from __future__ import annotations

from django.urls import path

from steamie.content.views import media, suggesting, suggestion_links, suggestions

app_name = "suggestions"
desk_urlpatterns = [
    path("suggestions/", suggestions.queue, name="queue"),
    path("suggestions/new/", suggestions.take_down, name="take_down"),
    path("suggestions/<int:pk>/answer/", suggestions.answer, name="answer"),
    path("suggestions/<int:pk>/release/", suggestions.release, name="release"),
    path("suggestions/groups/<slug:group>/reminder/", suggestions.remind, name="remind"),
    path("suggestions/links/", suggestion_links.links, name="links"),
    path("suggestions/links/<int:pk>/end/", suggestion_links.end, name="end_link"),
]
urlpatterns = [
    path("suggest/", suggesting.suggest, name="suggest"),
    path("suggest/<str:secret>/", suggesting.by_link, name="by_link"),
    path("suggest/<str:reference>/<str:secret>/", suggesting.follow, name="follow"),
    path("media/pictures/<path:path>", media.picture, name="picture"),
]
