"""The room's addresses, under /desk/."""

from __future__ import annotations

from django.urls import path

from .views import access, connecting, register

app_name = "channels"

desk_urlpatterns = [
    path("channels/", register.everything, name="register"),
    path("channels/new/", register.choose_kind, name="choose_kind"),
    path("channels/new/<slug:kind>/", register.add, name="add"),
    path("channels/keys/", register.rotate, name="rotate"),
    path("channels/<int:pk>/", register.one, name="one"),
    path("channels/<int:pk>/check/", register.check, name="check"),
    path("channels/<int:pk>/access/", access.access, name="access"),
    path("channels/<int:pk>/access/comparison/", access.comparison, name="comparison"),
    path("channels/<int:pk>/access/cut/", access.cut, name="cut"),
    path("channels/<int:pk>/owner/", register.owner, name="owner"),
    path("channels/<int:pk>/details/", register.credentials, name="credentials"),
    path("channels/<int:pk>/closure/", register.close, name="close"),
    path("channels/<int:pk>/connection/", connecting.connect, name="connect"),
    path("channels/<int:pk>/account/", connecting.pick, name="pick"),
    path("channels/<int:pk>/confirmation/", connecting.confirm, name="confirm"),
    path("channels/<int:pk>/posters/<slug:marker>.pdf", register.poster, name="poster"),
    path("channels/<slug:kind>/connection/", connecting.start, name="start"),
    path("channels/<slug:kind>/callback/", connecting.callback, name="callback"),
]
