"""The strategy's addresses: in public, and on the desk."""

from __future__ import annotations

from django.urls import path

from . import board, keeping_pages, views

app_name = "strategy"

urlpatterns = [
    path("strategy/", views.page, name="page"),
    path("strategy/large-print/", views.large_print, name="large"),
    path("strategy/large-print.pdf", views.pdf, name="pdf"),
]

desk_urlpatterns = [
    path("strategy/", board.board, name="board"),
    path("strategy/measure/", board.measure, name="measure"),
    path("strategy/review/", board.review, name="review"),
    path("strategy/implementation/", board.implementation, name="implementation"),
    path("strategy/edition/", board.edition, name="edition"),
    path("strategy/proposed/", board.proposed, name="proposed"),
    path("strategy/risks/", keeping_pages.register, name="risks"),
    path("strategy/risks/incident/", keeping_pages.incident, name="incident"),
    path("strategy/risks/<str:number>/", keeping_pages.score, name="score"),
    path("strategy/references/", keeping_pages.shelf, name="shelf"),
    path("strategy/references/<str:number>/", keeping_pages.version, name="version"),
    path("strategy/references/<str:number>/look/", keeping_pages.look, name="look"),
    path("strategy/<str:number>/", board.clause, name="clause"),
]
