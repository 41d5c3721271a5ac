"""Addresses of complaints."""

from __future__ import annotations

from django.urls import path

from .views import complaint, figures, learning, lists, stages

app_name = "complaints"
urlpatterns = [
    path("complaints/", figures.how, name="how"),
    path("complaints/figures/", figures.public, name="figures"),
]
desk_urlpatterns = [
    path("complaints/", lists.complaints, name="list"),
    path("complaints/figures/", figures.figures, name="figures"),
    path("complaints/figures/export/", figures.sheet, name="sheet"),
    path("cases/<str:reference>/complaint/", complaint.complaint, name="complaint"),
    path("cases/<str:reference>/complaint/another-way/", complaint.another_way, name="another_way"),
    path("cases/<str:reference>/complaint/reception/", complaint.reception, name="reception"),
    path("cases/<str:reference>/complaint/details/", complaint.details, name="details"),
    path("cases/<str:reference>/complaint/representative/", complaint.representative, name="representative"),
    path("cases/<str:reference>/complaint/acknowledgement/", stages.acknowledgement, name="acknowledgement"),
    path("cases/<str:reference>/complaint/extensions/", stages.extension, name="extension"),
    path("cases/<str:reference>/complaint/extensions/<int:wish>/agreement/", stages.agreement, name="agreement"),
    path("cases/<str:reference>/complaint/extensions/<int:wish>/letter/", stages.extension_letter, name="extension_letter"),
    path("cases/<str:reference>/complaint/next-stage/", stages.next_stage, name="next_stage"),
    path("cases/<str:reference>/complaint/suspension/", stages.suspension, name="suspension"),
    path("cases/<str:reference>/complaint/resumption/", stages.resumption, name="resumption"),
    path("cases/<str:reference>/complaint/answer/", stages.answer, name="answer"),
    path("cases/<str:reference>/complaint/learning/publication/", learning.publication, name="publication"),
    path(
        "cases/<str:reference>/complaint/learning/publication/withdrawal/",
        learning.publication_withdrawal,
        name="publication_withdrawal",
    ),
    path("cases/<str:reference>/complaint/learning/change/", learning.change, name="change"),
]
