"""Addresses of objectives and aims."""

from __future__ import annotations

from django.urls import path

from . import campaign_views, views

app_name = "objectives"
desk_urlpatterns = [
    path("objectives/", views.overview, name="overview"),
    path("objectives/sorting/", views.sort, name="sort"),
    path("objectives/aims/", views.aims, name="aims"),
    path("objectives/aims/<int:pk>/end/", views.end_aim, name="end_aim"),
    path("campaigns/", campaign_views.campaigns, name="campaigns"),
    path("campaigns/<int:pk>/", campaign_views.campaign, name="campaign"),
    path("posts/<int:pk>/objectives/", views.of_post, name="of_post"),
]
