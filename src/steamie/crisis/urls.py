"""The room's addresses, under /desk/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "crisis"

desk_urlpatterns = [
    path("crisis/", views.ready, name="ready"),
    path("crisis/lines/", views.line, name="line"),
    path("crisis/lines/<int:pk>/approval/", views.approval, name="approval"),
    path("crisis/lines/<int:pk>/end/", views.line_end, name="line_end"),
    path("crisis/events/", views.beginning, name="beginning"),
    path("crisis/rehearsals/", views.rehearsal, name="rehearsal"),
    path("crisis/messages/<int:pk>/answer/", views.answer, name="answer"),
    path("crisis/<int:pk>/", views.thread, name="thread"),
    path("crisis/<int:pk>/practice/", views.practice, name="practice"),
    path("crisis/<int:pk>/entries/", views.entry, name="entry"),
    path("crisis/<int:pk>/line/", views.saying, name="saying"),
    path("crisis/<int:pk>/closing/", views.closing, name="closing"),
]
