"""Addresses of short links and of what is counted."""

from __future__ import annotations

from django.urls import path

from . import desk, views

app_name = "visits"
urlpatterns = [
    path("go/<slug:code>/", views.follow, name="follow"),
    path("about-our-figures/objection/", views.objection, name="objection"),
]
desk_urlpatterns = [
    path("readings/forms/", desk.forms, name="forms"),
    path("readings/forms/<slug:form>/<slug:which>/", desk.behind, name="behind"),
    path("readings/after-posts/", desk.after_posts, name="after_posts"),
    path("readings/after-posts/export/", desk.after_posts_sheet, name="after_posts_sheet"),
]
