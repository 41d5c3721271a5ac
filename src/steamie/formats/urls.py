"""Addresses of the formats. What follows the name of a format is the address of the page; nothing, for the first page."""

from __future__ import annotations

from django.urls import path

from .views import desk, letters, public

app_name = "formats"
urlpatterns = [
    path("formats/", public.formats, name="formats"),
    path("formats/request/", public.ask, name="ask"),
    path("formats/large-print/", public.large, name="large"),
    path("formats/large-print/<path:page>", public.large, name="large"),
    path("formats/pdf/", public.pdf, name="pdf"),
    path("formats/pdf/<path:page>", public.pdf, name="pdf"),
    path("formats/listening/", public.listen, name="listen"),
    path("formats/listening/<path:page>", public.listen, name="listen"),
    path("formats/audio/", public.audio, name="audio"),
    path("formats/audio/<path:page>", public.audio, name="audio"),
]
desk_urlpatterns = [
    path("formats/", desk.formats, name="formats"),
    path("formats/new/", desk.offer, name="offer"),
    path("formats/<int:pk>/confirmation/", desk.confirm, name="confirm"),
    path("formats/<int:pk>/withdrawal/", desk.withdrawal, name="withdrawal"),
    path("cases/<str:reference>/letters/<int:pk>/large-print/", letters.on_screen, name="letter"),
    path("cases/<str:reference>/letters/<int:pk>/large-print.pdf", letters.on_paper, name="letter_pdf"),
]
