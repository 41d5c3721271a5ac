"""Addresses of suggestions."""

from __future__ import annotations

from django.urls import path

from .views import links, queue, suggesting

app_name = "suggestions"
desk_urlpatterns = [
    path("suggestions/", queue.queue, name="queue"),
    path("suggestions/new/", queue.take_down, name="take_down"),
    path("suggestions/<int:pk>/release/", queue.release, name="release"),
    path("suggestions/<int:pk>/omission/", queue.leave_out, name="leave_out"),
    path("suggestions/groups/<slug:group>/reminder/", queue.remind, name="remind"),
    path("suggestions/links/", links.links, name="links"),
    path("suggestions/links/new/", links.new_link, name="new_link"),
    path("suggestions/links/<int:pk>/end/", links.end, name="end_link"),
]
urlpatterns = [
    path("suggest/", suggesting.suggest, name="suggest"),
    path("suggest/<str:secret>/", suggesting.by_link, name="by_link"),
    path("suggest/<str:number>/<str:secret>/", suggesting.follow, name="follow"),
]
