"""Addresses of news by e-mail. None holds anybody's e-mail address."""

from __future__ import annotations

from django.urls import path

from .views import desk, public

app_name = "newsletter"
urlpatterns = [
    path("news-by-email/", public.ask, name="ask"),
    path("news-by-email/confirmation/<str:ticket>/", public.confirm, name="confirm"),
    path("news-by-email/leaving/<str:token>/", public.leave, name="leave"),
    path("news-by-email/leaving/<str:token>/layout/", public.layout, name="layout"),
]
desk_urlpatterns = [
    path("news-by-email/", desk.overview, name="overview"),
    path("news-by-email/new/", desk.new, name="new"),
    path("news-by-email/addresses/", desk.addresses, name="addresses"),
    path("news-by-email/addresses/end/", desk.stop_address, name="stop_address"),
    path("news-by-email/<int:pk>/", desk.letter, name="letter"),
    path("news-by-email/<int:pk>/words/", desk.edit, name="edit"),
    path("news-by-email/<int:pk>/approval/", desk.approve, name="approve"),
    path("news-by-email/<int:pk>/stop/", desk.stop, name="stop"),
]
