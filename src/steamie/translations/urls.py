"""Addresses of translations: in public under the tag of the language, and at the desk."""

from __future__ import annotations

from django.urls import path

from . import addresses
from .views import desk, public

app_name = "translations"
LANGUAGE = f"<{addresses.NAME}:tag>"
urlpatterns = [
    path("our-letters/", public.our_letters, name="letters"),
    path("our-letters/<slug:name>/", public.letter, name="letter"),
    path(f"{LANGUAGE}/", public.page, {"place": ""}, name="home"),
    path(f"{LANGUAGE}/<path:place>/", public.page, name="page"),
]
desk_urlpatterns = [
    path("translations/", desk.translations, name="translations"),
    path("translations/languages/", desk.offer, name="offer"),
    path("translations/languages/<int:pk>/end/", desk.end, name="end"),
    path(f"translations/<slug:text>/{LANGUAGE}/", desk.translation, name="translation"),
    path(f"translations/<slug:text>/{LANGUAGE}/words/", desk.words, name="words"),
    path(f"translations/<slug:text>/{LANGUAGE}/file/", desk.file, name="file"),
    path(f"translations/<slug:text>/{LANGUAGE}/download.<str:ending>", desk.download, name="download"),
    path("translations/<int:pk>/checking/", desk.checking, name="checking"),
    path("translations/<int:pk>/approval/", desk.approval, name="approval"),
    path("translations/<int:pk>/removal/", desk.removal, name="removal"),
]
