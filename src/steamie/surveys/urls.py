"""Addresses of surveys."""

from __future__ import annotations

from django.urls import path

from .views import polls, public, waves, writing

app_name = "surveys"
urlpatterns = [
    path("surveys/", public.surveys, name="surveys"),
    path("surveys/<slug:slug>/", public.take, name="take"),
]
desk_urlpatterns = [
    path("surveys/", writing.surveys, name="surveys"),
    path("surveys/new/", writing.new, name="new"),
    path("surveys/polls/", polls.polls, name="polls"),
    path("surveys/polls/new/", polls.new, name="new_poll"),
    path("surveys/polls/<int:pk>/vote/", polls.vote, name="vote"),
    path("surveys/<int:pk>/", writing.survey, name="survey"),
    path("surveys/<int:pk>/questions/", writing.add_question, name="add_question"),
    path("surveys/questions/<int:pk>/removal/", writing.remove_question, name="remove_question"),
    path("surveys/<int:pk>/waves/", writing.open_wave, name="open_wave"),
    path("surveys/waves/<int:pk>/", waves.wave, name="wave"),
    path("surveys/waves/<int:pk>/answers/", waves.enter, name="enter"),
    path("surveys/waves/<int:pk>/paper/", waves.paper, name="paper"),
    path("surveys/waves/<int:pk>/import/", waves.bring_in, name="bring_in"),
    path("surveys/waves/<int:pk>/import/empty.csv", waves.empty_sheet, name="empty_sheet"),
    path("surveys/waves/<int:pk>/export/", waves.export, name="export"),
    path("surveys/waves/<int:pk>/closing/", waves.close, name="close"),
    path("surveys/answers/<int:pk>/acceptance/", waves.decide, name="decide"),
    path("surveys/answers/<int:pk>/rejection/", waves.leave_out, name="leave_out"),
]
