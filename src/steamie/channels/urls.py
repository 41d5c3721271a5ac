"""The room's addresses, under /desk/."""

from __future__ import annotations

from django.urls import path

from .views import connecting, register

app_name = "channels"

desk_urlpatterns = [
    path("channels/", register.everything, name="register"),
    path("channels/add/", register.choose_kind, name="choose_kind"),
    path("channels/add/<slug:kind>/", register.add, name="add"),
    path("channels/keys/", register.rotate, name="rotate"),
    path("channels/<int:pk>/", register.one, name="one"),
    path("channels/<int:pk>/check/", register.check, name="check"),
    path("channels/<int:pk>/owner/", register.owner, name="owner"),
    path("channels/<int:pk>/details/", register.credentials, name="credentials"),
    path("channels/<int:pk>/close/", register.close, name="close"),
    path("channels/<int:pk>/connect/", connecting.connect, name="connect"),
    path("channels/<int:pk>/pick/", connecting.pick, name="pick"),
    path("channels/<int:pk>/confirm/", connecting.confirm, name="confirm"),
    path("channels/<int:pk>/posters/<slug:marker>.pdf", register.poster, name="poster"),
    path("channels/<slug:kind>/connect/", connecting.start, name="start"),
    path("channels/<slug:kind>/callback/", connecting.callback, name="callback"),
]
