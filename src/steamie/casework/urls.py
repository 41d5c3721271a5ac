"""Addresses of casework."""

from __future__ import annotations

from django.urls import path

from .views import acts, case, inbox, logging, mail, teams, totals

app_name = "casework"
desk_urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/reading/", inbox.read_many, name="read_many"),
    path("mail/", mail.mail, name="mail"),
    path("mail/<int:pk>/", mail.letter, name="mail_letter"),
    path("mail/<int:pk>/admission/", mail.let_in, name="let_mail_in"),
    path("mail/<int:pk>/dismissal/", mail.put_away, name="put_mail_away"),
    path("mail/<int:pk>/attachments/<int:number>/", mail.attachment, name="mail_attachment"),
    path("mail/<int:pk>/original/", mail.original, name="mail_original"),
    path("cases/", inbox.cases, name="cases"),
    path("cases/totals/", totals.totals, name="totals"),
    path("cases/new/", logging.log, name="log"),
    path("cases/teams/", teams.teams, name="teams"),
    path("cases/teams/new/", teams.add_team, name="add_team"),
    path("cases/teams/members/", teams.join, name="join"),
    path("cases/teams/members/<int:pk>/end/", teams.leave, name="leave"),
    path("cases/teams/times/", teams.set_time, name="set_time"),
    path("cases/<str:reference>/", case.case, name="case"),
    path("cases/<str:reference>/entries/", acts.add_entry, name="add_entry"),
    path("cases/<str:reference>/answer/", acts.answer, name="answer"),
    path("cases/<str:reference>/assignment/", acts.hand_over, name="hand_over"),
    path("cases/<str:reference>/handler/", acts.take, name="take"),
    path("cases/<str:reference>/urgency/", acts.move_up, name="move_up"),
    path("cases/<str:reference>/admission/", acts.let_in, name="let_in"),
    path("cases/<str:reference>/end/", acts.end, name="end"),
    path("cases/<str:reference>/reopening/", acts.reopen, name="reopen"),
    path("cases/<str:reference>/links/", acts.link, name="link"),
    path("cases/<str:reference>/sight/", acts.ask_to_see, name="ask_to_see"),
    path("cases/<str:reference>/sight/<int:pk>/decision/", acts.decide_sight, name="decide_sight"),
]
