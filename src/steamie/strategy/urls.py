"""The strategy's addresses: in public, and on the desk."""

from __future__ import annotations

from django.urls import path

from .views import board, importing, keeping, public

app_name = "strategy"

urlpatterns = [
    path("strategy/", public.page, name="page"),
    path("strategy/large-print/", public.large_print, name="large"),
    path("strategy/large-print.pdf", public.pdf, name="pdf"),
]

desk_urlpatterns = [
    path("strategy/", board.board, name="board"),
    path("strategy/measurement/", board.measure, name="measure"),
    path("strategy/review/", board.review, name="review"),
    path("strategy/implementation/", board.implementation, name="implementation"),
    path("strategy/edition/", board.edition, name="edition"),
    path("strategy/proposal/", board.proposed, name="proposed"),
    path("strategy/proposal/withdrawal/", board.proposal_withdrawal, name="proposal_withdrawal"),
    path("strategy/risks/", keeping.register, name="risks"),
    path("strategy/risks/incident/", keeping.incident, name="incident"),
    path("strategy/risks/<str:number>/", keeping.score, name="score"),
    path("strategy/references/", keeping.shelf, name="shelf"),
    path("strategy/references/<str:number>/", keeping.version, name="version"),
    path("strategy/references/<str:number>/check/", keeping.look, name="look"),
    path("strategy/references/<str:number>/sighting/", keeping.sighting, name="sighting"),
    path("strategy/import/", importing.document, name="import"),
    path("strategy/import/statements/", importing.statements, name="statements"),
    path("strategy/import/statements/reading/", importing.reading_statements, name="reading"),
    path("strategy/import/statements/<str:number>/", importing.statement, name="statement"),
    path("strategy/import/statements/<str:number>/split/", importing.split, name="split"),
    path("strategy/import/statements/<str:number>/joining/", importing.join, name="join"),
    path("strategy/import/check/", importing.check, name="check"),
    path("strategy/<str:number>/", board.clause, name="clause"),
]
