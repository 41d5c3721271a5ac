"""The strategy's addresses: in public, and on the desk."""

from __future__ import annotations

from django.urls import path

from . import board, views

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
    path("strategy/<str:number>/", board.clause, name="clause"),
]
