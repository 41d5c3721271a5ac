"""The addresses of the house. Each room brings its own; a test keeps every one guarded or on the public list."""

from __future__ import annotations

from django.urls import include, path

from steamie.casework import urls as casework
from steamie.channels import urls as channels
from steamie.complaints import urls as complaints
from steamie.consultations import urls as consultations
from steamie.content.calendar import urls as calendar
from steamie.content.posts import urls as posts
from steamie.content.publishing import urls as publishing
from steamie.content.suggestions import urls as suggestions
from steamie.conversations import urls as conversations
from steamie.crisis import urls as crisis
from steamie.desk import evidence_urls
from steamie.desk import urls as desk
from steamie.desk.setup import urls as setup
from steamie.effort import urls as effort
from steamie.equality import urls as equality
from steamie.files import urls as files
from steamie.formats import urls as formats
from steamie.letters import urls as letters
from steamie.monitoring import urls as monitoring
from steamie.newsletter import urls as newsletter
from steamie.notifications import urls as notifications
from steamie.objectives import urls as objectives
from steamie.particulars import urls as particulars
from steamie.people import urls as people
from steamie.portal import urls as portal
from steamie.profiles import urls as profiles
from steamie.reports import urls as reports
from steamie.services import urls as services
from steamie.strategy import urls as strategy
from steamie.surveys import urls as surveys
from steamie.translations import urls as translations
from steamie.visits import urls as visits
from steamie.website import urls as website
from steamie.wording import urls as wording

from .health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("desk/", include((channels.desk_urlpatterns, "channels"))),
    path("desk/", include((publishing.desk_urlpatterns, "publishing"))),
    path("desk/", include((suggestions.desk_urlpatterns, "suggestions_desk"))),
    path("", include((suggestions.urlpatterns, "suggestions"))),
    path("", include((files.urlpatterns, "files"))),
    path("accounts/", include("steamie.people.accounts")),
    path("desk/", include((desk.desk_urlpatterns, "desk"))),
    path("", include((desk.urlpatterns, "phone"))),
    path("desk/", include((strategy.desk_urlpatterns, "strategy"))),
    path("desk/", include((monitoring.desk_urlpatterns, "monitoring"))),
    path("desk/", include((objectives.desk_urlpatterns, "objectives"))),
    path("desk/", include((effort.desk_urlpatterns, "effort"))),
    path("desk/", include((equality.desk_urlpatterns, "equality"))),
    path("desk/", include((particulars.desk_urlpatterns, "particulars"))),
    path("desk/", include((reports.desk_urlpatterns, "reports"))),
    path("desk/", include((visits.desk_urlpatterns, "visits_desk"))),
    path("desk/", include((evidence_urls.desk_urlpatterns, "evidence"))),
    path("", include((strategy.urlpatterns, "policy"))),
    path("desk/", include((posts.desk_urlpatterns, "posts"))),
    path("desk/", include((wording.desk_urlpatterns, "wording"))),
    path("desk/", include((calendar.desk_urlpatterns, "calendar"))),
    path("desk/", include((letters.desk_urlpatterns, "letters"))),
    path("desk/", include((casework.desk_urlpatterns, "casework"))),
    path("desk/", include((crisis.desk_urlpatterns, "crisis"))),
    path("desk/", include((profiles.desk_urlpatterns, "profiles"))),
    path("desk/", include((conversations.desk_urlpatterns, "conversations"))),
    path("", include((conversations.urlpatterns, "conversing"))),
    path("desk/", include((complaints.desk_urlpatterns, "complaints_desk"))),
    path("", include((complaints.urlpatterns, "complaints"))),
    path("desk/", include((people.desk_urlpatterns, "people"))),
    path("desk/", include((notifications.desk_urlpatterns, "notifications_desk"))),
    path("", include((notifications.urlpatterns, "notifications"))),
    path("", include((people.urlpatterns, "door"))),
    path("", include((setup.urlpatterns, "setup"))),
    path("", include((visits.urlpatterns, "visits"))),
    path("", include((services.urlpatterns, "services"))),
    path("desk/", include((services.desk_urlpatterns, "services_desk"))),
    path("", include((surveys.urlpatterns, "surveys"))),
    path("desk/", include((surveys.desk_urlpatterns, "surveys_desk"))),
    path("", include((portal.urlpatterns, "portal"))),
    path("desk/", include((portal.desk_urlpatterns, "portal_desk"))),
    path("", include((consultations.urlpatterns, "consultations"))),
    path("desk/", include((consultations.desk_urlpatterns, "consultations_desk"))),
    path("", include((formats.urlpatterns, "formats"))),
    path("desk/", include((formats.desk_urlpatterns, "formats_desk"))),
    path("desk/", include((website.desk_urlpatterns, "website_desk"))),
    path("desk/", include((newsletter.desk_urlpatterns, "newsletter_desk"))),
    path("", include((newsletter.urlpatterns, "newsletter"))),
    path("desk/", include(website.editor_urlpatterns)),
    path("", include((website.urlpatterns, "website"))),
    path("desk/", include((translations.desk_urlpatterns, "translations_desk"))),
    path("", include((translations.urlpatterns, "translations"))),
    *website.pages,  # Wagtail answers every address nobody else wanted; it stays last
]
handler404 = "steamie.website.views.not_found"
handler500 = "steamie.project.trouble.broken"
