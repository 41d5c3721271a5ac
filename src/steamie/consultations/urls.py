"""Addresses of consultations and projects."""

from __future__ import annotations

from django.urls import path

from .views import desk, projects, public

app_name = "consultations"
urlpatterns = [
    path("consultations/", public.consultations, name="consultations"),
    path("consultations/<slug:slug>/", public.consultation, name="consultation"),
    path("consultations/<slug:slug>/answer/", public.answering, name="answering"),
    path("projects/", public.projects, name="projects"),
    path("projects/<slug:slug>/", public.project, name="project"),
]
desk_urlpatterns = [
    path("consultations/", desk.consultations, name="consultations"),
    path("consultations/new/", desk.write, name="write"),
    path("consultations/<int:pk>/", desk.consultation, name="consultation"),
    path("consultations/<int:pk>/publication/", desk.publication, name="publication"),
    path("consultations/<int:pk>/answers/", desk.paper_answer, name="paper_answer"),
    path("consultations/<int:pk>/held/count/", desk.counting, name="counting"),
    path("consultations/<int:pk>/held/exclusion/", desk.leaving_out, name="leaving_out"),
    path("consultations/<int:pk>/decision/", desk.decision, name="decision"),
    path("projects/", projects.projects, name="projects"),
    path("projects/new/", projects.begin, name="begin"),
    path("projects/approvals/", projects.approvals, name="approvals"),
    path("projects/<int:pk>/", projects.project, name="project"),
    path("projects/<int:pk>/gatherings/", projects.gathering, name="gathering"),
    path("projects/<int:pk>/report/", projects.report, name="report"),
]
