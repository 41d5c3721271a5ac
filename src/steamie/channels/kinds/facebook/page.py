"""A Facebook Page as a channel: make a post unseen, show it, look for it, change it, take it down, count."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from steamie.channels.contract import (
    Account,
    Can,
    ChannelKind,
    Disconnected,
    Field,
    Figure,
    Limits,
    Outgoing,
    OutgoingPicture,
    Preview,
    Probe,
    Receipt,
    Refused,
    Seen,
    Throttled,
    Unknown,
    Unreached,
    pictures_unfit,
    with_link,
)

from . import boxes, data, doctor, effects, insights, login, search
from .client import ADDRESS, REAL, Graph
from .errors import NOT_UNDERSTOOD, ObjectMissing
from .listening import PageListening


class FacebookPage(PageListening, ChannelKind):
    """One Page, with the token of the Page itself."""

    kind: ClassVar = "facebook"
    label: ClassVar = "Facebook Page"
    icon: ClassVar = "thumb"
    credentials: ClassVar = (
        Field("app_id", "App ID", hint="From developers.facebook.com, your app, Settings, Basic. A number.", wrong=boxes.app_id),
        Field(
            "app_secret",
            "App secret",
            secret=True,
            hint="On the same page. Choose Show, then copy it.",
            wrong=boxes.app_secret,
        ),
        Field("page_id", "Page ID", by_connecting=True),
        Field("page_token", "Page token", secret=True, by_connecting=True),
    )
    limits: ClassVar = Limits(text=data.TEXT_LIMIT, pictures=data.PICTURES_LIMIT, headline=False)
    can: ClassVar = Can(
        stage=True,
        edit=True,
        withdraw=True,
        find=True,
        readings=True,
        list=True,
        listen=True,
        messages=True,
        answer=True,
        answer_privately=True,
        hide=True,
        ban=True,
        tells=True,
        lists_administrators=True,
        play=True,
    )
    measures: ClassVar = data.MEASURES
    address: ClassVar = ADDRESS
    connects: ClassVar = True
    callback_note: ClassVar = (
        "The first time, your app at developers.facebook.com must list this address "
        "under Facebook Login, Valid OAuth redirect URIs:"
    )
    before: ClassVar = (
        "Use your own Facebook sign-in, with full control of the association’s Page.",
        "At developers.facebook.com choose My Apps, then Create app, then the use case that manages everything on a Page. "
        "If the association has a business portfolio, make the app belong to it.",
        "Under Settings, Basic, copy the App ID and, with Show, the App secret. Under Advanced, turn on Require app secret.",
        "Give your deputy a role on the app and full control of the Page too.",
    )

    def preview(self, outgoing: Outgoing) -> Preview:
        """The words as they leave. Pictures take the place of the link's card, so the link then stands in the words."""
        if outgoing.pictures:
            return Preview(with_link(outgoing), pictures=outgoing.pictures)
        return Preview(outgoing.text, link=outgoing.link)

    def unfit(self, outgoing: Outgoing) -> Sequence[str]:
        """Whether it is too long with its link, holds too many pictures or one without a description, or is empty."""
        return tuple(_unfit(outgoing, self.limits))

    def create(self, outgoing: Outgoing) -> Receipt:
        """Make the post without showing it. Pictures go first, each with its description."""
        self.require_fit(outgoing)
        seen = self.preview(outgoing)
        form = {"message": seen.text, "published": "false"}
        if seen.pictures:
            form["attached_media"] = json.dumps([{"media_fbid": self._upload(picture)} for picture in seen.pictures])
        elif seen.link:
            form["link"] = seen.link
        answer = self.graph.post(f"{self.page_id}/feed", form)
        return Receipt(_identifier(answer), visible=False)

    def publish(self, remote_id: str) -> Receipt:
        """Show it. Showing what is already shown changes nothing."""
        answer = self.graph.post(remote_id, {"is_published": "true"})
        if answer.get("success") is not True:
            raise Unknown(NOT_UNDERSTOOD, detail="no success in the answer")
        return Receipt(remote_id, self._address(remote_id), visible=True)

    def edit(self, remote_id: str, outgoing: Outgoing) -> None:
        """Change the words. Pictures and link preview stay as they were."""
        self.require_fit(outgoing)
        answer = self.graph.post(remote_id, {"message": self.preview(outgoing).text})
        if answer.get("success") is not True:
            raise Unknown(NOT_UNDERSTOOD, detail="no success in the answer")

    def withdraw(self, remote_id: str) -> None:
        """Delete it. Already gone is fine, but only when the Page can still be seen and the post cannot."""
        try:
            answer = self.graph.delete(remote_id)
        except ObjectMissing as problem:
            self._require_gone(remote_id, problem)
            return
        if answer.get("success") is not True:
            raise Unknown(NOT_UNDERSTOOD, detail="no success in the answer")

    def _require_gone(self, remote_id: str, problem: ObjectMissing) -> None:
        """Facebook says the same of what is gone and of what we may not touch."""
        self.graph.get(self.page_id, {"fields": "id"})
        try:
            self.graph.get(remote_id, {"fields": "id"})
        except ObjectMissing:
            return
        raise Refused("Facebook would not take it down. Take it down on the Page itself.", detail=problem.detail)

    def find(self, outgoing: Outgoing, *, since: datetime) -> Sequence[Seen]:
        """Posts made since then, shown or not, that carry the marker or, without a link, the same words."""
        return search.find(self.graph, self.page_id, outgoing, since=since)

    def shown(self, *, since: datetime) -> Sequence[Seen]:
        """Every post on the Page since then, by whoever has access to it."""
        return search.shown(self.graph, self.page_id, since=since)

    def account_url(self) -> str:
        """The Page itself, or the stand-in's."""
        url = self.configured_address
        return f"https://www.facebook.com/{self.settings.get('account_id', '')}" if url == REAL else f"{url}/"

    def readings(self, remote_ids: Sequence[str], *, day: date) -> Sequence[Figure]:
        """Likes, shares and comments of these posts; followers and views of the Page. What is not given is None."""
        return insights.read(self.graph, self.page_id, remote_ids, day=day)

    def probe(self, *, now: datetime) -> Probe:
        """The connection doctor."""
        return doctor.examine(self._surgery(), now=now)

    def probe_effects(self, *, now: datetime) -> Probe:
        """Look; then make a post that nobody sees, and delete it."""
        return effects.tried(self, self.probe(now=now), now=now)

    def sign_in_address(self, *, state: str, callback: str) -> str:
        """Facebook's own sign-in page, asking for the permissions we need."""
        return login.dialog(self.configured_address, self.details.get("app_id", ""), state=state, callback=callback)

    def accounts(self, *, code: str, callback: str) -> Sequence[Account]:
        """The Pages of whoever signed in, each with the token of the Page itself."""
        return login.accounts(self._with_token, self.details, code=code, callback=callback)

    @property
    def graph(self) -> Graph:
        """The Graph API as the Page."""
        token = self.details.get("page_token", "")
        if not token or not self.page_id:
            raise Disconnected("The Page is not connected yet.", remedy="Connect the Page.")
        return self._with_token(token)

    def _with_token(self, token: str, *, prove: bool = True) -> Graph:
        secret = self.details.get("app_secret", "") if prove else ""
        url, transport = self.outside_address, self.settings.get("transport")
        return Graph(url=url, token=token, secret=secret, name=self.page_id, transport=transport)

    def _surgery(self) -> doctor.Patient:
        return doctor.Patient(
            details=self.details,
            page_name=str(self.settings.get("account_name", "")),
            open=self._with_token,
            page=lambda: self.graph,
        )

    def _upload(self, picture: OutgoingPicture) -> str:
        """A picture nobody sees until a post carries it: when its answer is lost, no post was made."""
        file = {"source": (picture.name, picture.content, picture.media_type)}
        try:
            form = {"published": "false", "alt_text_custom": picture.alt}
            return _identifier(self.graph.post(f"{self.page_id}/photos", form, files=file))
        except Unknown as problem:
            soon = datetime.now(UTC) + timedelta(minutes=1)
            raise Unreached("A picture did not reach Facebook. Nothing was posted.", until=soon, detail=problem.detail) from None

    def _address(self, remote_id: str) -> str:
        """Where a person can look. The post is shown by now, so no failure here may say otherwise."""
        try:
            address = self.graph.get(remote_id, {"fields": "permalink_url"}).get("permalink_url")
        except (Disconnected, Refused, Throttled, Unknown):
            address = None
        return address if isinstance(address, str) else f"https://www.facebook.com/{remote_id}"


def _unfit(outgoing: Outgoing, limits: Limits) -> Iterator[str]:
    if len(with_link(outgoing)) > limits.text:
        yield f"Facebook takes {limits.text:,} characters; this has {len(with_link(outgoing)):,}."
    yield from pictures_unfit(outgoing.pictures, most=limits.pictures, where="A post on Facebook")
    if not (outgoing.text.strip() or outgoing.link or outgoing.pictures):
        yield "There is nothing to post."


def _identifier(answer: dict[str, object]) -> str:
    identifier = answer.get("id")
    if not isinstance(identifier, str) or not identifier:
        raise Unknown(NOT_UNDERSTOOD, detail="no id in the answer")
    return identifier
