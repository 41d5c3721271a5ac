"""Addresses of posts and their corrections, and of the answer to a suggestion."""

from __future__ import annotations

from django.urls import path

from .views import beside, correcting, findings, posts, taking_up, typing

app_name = "posts"
desk_urlpatterns = [
    path("posts/new/", posts.new, name="new"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/correction/", correcting.correction, name="correction"),
    path("posts/<int:pk>/pictures/<int:picture>/people/", typing.people_shown, name="people_shown"),
    path("typing/<slug:form>/", typing.typing, name="typing"),
    path("typing/<slug:form>/removal/", typing.removal, name="typing_removal"),
    path("corrections/<int:pk>/approval/", correcting.approval, name="correction_approval"),
    path("corrections/<int:pk>/withdrawal/", correcting.withdrawal, name="correction_withdrawal"),
    path("corrections/<int:pk>/return/", correcting.sending_back, name="correction_return"),
    path("corrections/<int:pk>/findings/", correcting.finding, name="correction_finding"),
    path("posts/<int:pk>/check/", posts.check, name="check"),
    path("posts/<int:pk>/copy/", beside.copy, name="copy"),
    path("posts/<int:pk>/notes/", beside.notes, name="notes"),
    path("posts/<int:pk>/approval/", posts.approval, name="approval"),
    path("posts/<int:pk>/approval/withdrawal/", posts.approval_withdrawal, name="approval_withdrawal"),
    path("posts/<int:pk>/submission/", posts.submission, name="submission"),
    path("posts/<int:pk>/return/", posts.sending_back, name="return"),
    path("posts/<int:pk>/findings/", findings.finding, name="finding"),
    path("posts/<int:pk>/findings/agreement/", findings.agreement, name="finding_agreement"),
    path("posts/<int:pk>/findings/allowance/", findings.allowance, name="finding_allowance"),
    path("posts/<int:pk>/findings/replacement/", findings.replacement, name="finding_replacement"),
    path("suggestions/<int:pk>/answer/", taking_up.answer, name="answer_suggestion"),
]
