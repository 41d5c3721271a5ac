"""Addresses of the website. ``pages`` is Wagtail's catch-all and must come last in the house."""

from __future__ import annotations

from django.urls import include, path, re_path
from wagtail.admin import urls as editor
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail.views import serve

from . import desk, feeds, open_referral, views
from .editing import editors_only
from .embedding import desk as embedding
from .embedding import public as embedded
from .feedback import desk as feedback_desk
from .feedback import public as feedback
from .noticing import desk as noticing

app_name = "website"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("news/feed/", feeds.News(), name="feed"),
    path("news/feed/atom/", feeds.AtomNews(), name="atom"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/words/", feedback.words, name="feedback_words"),
    path("you-said-we-did/", feedback.you_said, name="you_said"),
    path("about-our-figures/", views.figures, name="figures"),
    path("repairs/", views.repairs, name="repairs"),
    path("embedded/<int:pk>/", embedded.frame, name="embedded"),
    path("embedded/<int:pk>/colours.css", embedded.colours, name="embedded_colours"),
    path("open-referral/", open_referral.about, name="open_referral"),
    path("open-referral/services", open_referral.services, name="open_services"),
    path("open-referral/services/<uuid:identifier>", open_referral.service, name="open_service"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("favicon.svg", views.drawn_icon, name="icon"),
    path("favicon.ico", views.small_icon, name="small_icon"),
    path("apple-touch-icon.png", views.phone_icon, {"name": "apple-touch-icon.png"}, name="phone_icon"),
    path("icon-192.png", views.phone_icon, {"name": "icon-192.png"}, name="icon_192"),
    path("icon-512.png", views.phone_icon, {"name": "icon-512.png"}, name="icon_512"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("media/images/<path:path>", views.picture, name="picture"),
]

desk_urlpatterns = [
    path("site/", desk.site, name="site"),
    path("site/<int:pk>/reading/", desk.checked, name="checked"),
    path("site/embedding/", embedding.places, name="places"),
    path("site/embedding/<int:pk>/end/", embedding.end, name="place_end"),
    path("site/notices/", noticing.notices, name="notices"),
    path("site/notices/<int:pk>/end/", noticing.end, name="notice_end"),
    path("site/feedback/", feedback_desk.feedback, name="feedback"),
    path("site/feedback/<int:pk>/", feedback_desk.one, name="feedback_one"),
    path("site/we-did/", feedback_desk.we_did, name="we_did"),
    path("site/we-did/<int:pk>/withdrawal/", feedback_desk.take_down, name="we_did_withdrawal"),
]

# Names of Wagtail's own, so these two are included without a namespace.
editor_urlpatterns = [path("website/", include(decorate_urlpatterns(editor.urlpatterns, editors_only)))]
# Its pages alone: the rest of Wagtail's addresses is a door of its own, which takes a password without counting tries.
pages = [re_path(serve_pattern, serve, name="wagtail_serve")]
