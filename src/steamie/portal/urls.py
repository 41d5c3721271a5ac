"""Addresses of the portal."""

from __future__ import annotations

from django.urls import path

from .views import account, desk, door, lists, matters, passkeys

app_name = "portal"
urlpatterns = [
    path("portal/", account.home, name="home"),
    path("portal/sign-in/", door.sign_in, name="sign_in"),
    path("portal/passkey/", passkeys.come_in, name="passkey"),
    path("portal/register/", door.register, name="register"),
    path("portal/link/<str:key>/", door.link, name="link"),
    path("portal/sign-out/", account.sign_out, name="sign_out"),
    path("portal/matters/", matters.add, name="add"),
    path("portal/matters/<uuid:token>/", matters.matter, name="matter"),
    path("portal/matters/<uuid:token>/words/", matters.words, name="words"),
    path("portal/settings/", account.settings, name="settings"),
    path("portal/settings/notices/", account.notices, name="notices"),
    path("portal/settings/notices/withdrawal/", account.notices_withdrawal, name="notices_withdrawal"),
    path("portal/settings/passkeys/", passkeys.passkeys, name="passkeys"),
    path("portal/settings/passkeys/<uuid:token>/removal/", passkeys.removal, name="passkey_removal"),
    path("portal/photos/<uuid:token>/withdrawal/", account.picture_withdrawal, name="picture_withdrawal"),
    path("portal/household/", account.household, name="household"),
    path("portal/household/<uuid:token>/departure/", account.departure, name="departure"),
    path("portal/closing/", account.closing, name="closing"),
    path("portal/not-mine/", account.not_mine, name="not_mine"),
]
desk_urlpatterns = [
    path("portal/", desk.overview, name="overview"),
    path("portal/alarm/", desk.alarm, name="alarm"),
    path("portal/letters/", desk.letters, name="letters"),
    path("portal/lists/", lists.send, name="send_list"),
    path("portal/lists/<int:pk>/columns/", lists.columns, name="columns"),
    path("portal/lists/<int:pk>/", lists.changes, name="list"),
    path("portal/lists/<int:pk>/taking/", lists.take, name="take_list"),
    path("portal/tenancies/<int:pk>/", desk.tenancy, name="tenancy"),
    path("portal/tenants/<int:pk>/letter/", desk.letter, name="letter"),
    path("portal/tenants/<int:pk>/account/", desk.set_up, name="set_up"),
    path("portal/accounts/<int:pk>/closing/", desk.close_account, name="close_account"),
    path("portal/consents/", desk.consents, name="consents"),
    path("portal/consents/<int:pk>/withdrawal/", desk.consent_withdrawal, name="consent_withdrawal"),
    path("portal/consents/<int:pk>/seen/", desk.consent_seen, name="consent_seen"),
]
