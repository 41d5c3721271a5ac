"""The fields of a Page, a post, a photo, a comment and a person: how each is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from .access import Caller
from .lists import stamp
from .objects import Comment, Page, PagePost, Photo, User

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
Field = Callable[[Caller, Any], Any]


def page_address(page: Page) -> str:
    """Where the Page would be on Facebook."""
    return f"https://www.facebook.com/{page.id}"


def permalink(caller: Caller, post: PagePost) -> str:
    """Where a person can look: on Facebook, or on the stand-in's own Page when it answers on this machine."""
    if urlsplit(caller.request.root).hostname in LOOPBACK:
        return f"{caller.request.root}/?post={post.id}#post-{post.id}"
    return f"https://www.facebook.com/{post.page}/posts/{post.id.partition('_')[2]}"


def author(caller: Caller, thing: PagePost | Comment) -> dict[str, str] | None:
    """Who wrote it. Missing when the caller may not read what residents wrote."""
    page = caller.world.pages[thing.page if isinstance(thing, PagePost) else caller.world.posts[thing.post].page]
    if thing.author in {"", page.id}:
        return {"name": page.name, "id": page.id}
    if caller.world.rung == "development" or not (caller.is_page and caller.may("pages_read_user_content")):
        return None
    return {"name": thing.author_name, "id": thing.author}


def picture_address(caller: Caller, photo: str) -> str:
    """Where the picture can be fetched from the stand-in."""
    return f"{caller.request.root}/_media/{photo}"


def _attachments(caller: Caller, post: PagePost) -> dict[str, Any] | None:
    photos = [_photo_attachment(caller, post, photo) for photo in post.photos]
    if len(photos) > 1:
        album = {"media_type": "album", "type": "album", "title": "Photos from the Page's post", "url": permalink(caller, post)}
        return {"data": [album | {"media": photos[0]["media"], "subattachments": {"data": photos}}]}
    if photos:
        return {"data": photos}
    if post.link:
        share = {"media_type": "link", "type": "share", "title": post.link, "url": post.link, "unshimmed_url": post.link}
        return {"data": [share | {"target": {"url": post.link}}]}
    return None


def _photo_attachment(caller: Caller, post: PagePost, photo: str) -> dict[str, Any]:
    address = f"https://www.facebook.com/photo.php?fbid={photo}"
    out: dict[str, Any] = {"media_type": "photo", "type": "photo", "url": address, "target": {"id": photo, "url": address}}
    out["media"] = {"image": {"height": 720, "width": 720, "src": picture_address(caller, photo)}}
    if alt := caller.world.photos[photo].caption:
        out["description"] = alt
    return out


def _full_picture(caller: Caller, post: PagePost) -> str | None:
    return picture_address(caller, post.photos[0]) if post.photos else None


def _status_type(_: Caller, post: PagePost) -> str:
    if post.photos:
        return "added_photos"
    return "shared_story" if post.link else "mobile_status_update"


def _token(caller: Caller, page: Page) -> str | None:
    return page_token(caller, page).value if caller.token.kind == "USER" else None


def page_token(caller: Caller, page: Page) -> Any:
    """The Page's own token for this user: it never expires when the user's own is long-lived."""
    world, user = caller.world, caller.token
    for token in world.tokens.values():
        if (
            token.kind == "PAGE"
            and (token.user, token.page, token.scopes) == (user.user, page.id, user.scopes)
            and not token.dead
        ):
            return token
    long = user.expires == 0 or user.expires - user.issued > 86_400
    scopes = {"scopes": list(user.scopes), "pages": [page.id], "page": page.id}
    return world.mint(kind="PAGE", expires=0 if long else user.expires, data_until=user.data_until, **scopes)


def _text(name: str) -> Field:
    return lambda _, thing: getattr(thing, name) or None


def _time(name: str) -> Field:
    return lambda _, thing: stamp(getattr(thing, name)) if getattr(thing, name) else None


def _is(value: Any) -> Field:
    return lambda _caller, _thing: value


def _can_reply_privately(caller: Caller, comment: Comment) -> bool:
    young = caller.world.now() - comment.made_at < 7 * 86_400
    return young and comment.author != caller.token.page and _private(caller, comment) is None


def _private(caller: Caller, comment: Comment) -> dict[str, Any] | None:
    """The conversation a private answer began."""
    sent = next((one for one in caller.world.messages.values() if one.comment == comment.id), None)
    return {"id": f"t_{sent.id}"} if sent else None


def _parent(caller: Caller, comment: Comment) -> dict[str, Any] | None:
    above = caller.world.comments.get(comment.parent)
    return {"created_time": stamp(above.made_at), "message": above.message, "id": above.id} if above else None


def _replies(caller: Caller, comment: Comment) -> int:
    return sum(1 for one in caller.world.comments.values() if one.parent == comment.id and not one.deleted)


FIELDS: dict[type, dict[str, Field]] = {
    Page: {
        "id": _text("id"),
        "name": _text("name"),
        "username": _text("username"),
        "about": _text("about"),
        "website": _text("website"),
        "link": lambda _, page: page_address(page),
        "fan_count": lambda _, page: page.likes,
        "followers_count": lambda _, page: page.followers,
        "category": _is("Housing Association"),
        "is_published": lambda _, page: page.published,
        "verification_status": _is("not_verified"),
        "picture": lambda c, _: {
            "data": {"height": 50, "width": 50, "is_silhouette": True, "url": f"{c.request.root}/_page/mark.svg"}
        },
        "access_token": _token,
        "tasks": lambda c, page: c.world.users[c.token.user].pages.get(page.id) if c.token.user else None,
    },
    PagePost: {
        "id": _text("id"),
        "message": _text("message"),
        "created_time": lambda _, post: stamp(post.created or post.made_at),
        "updated_time": lambda _, post: stamp(post.updated or post.made_at),
        "permalink_url": permalink,
        "status_type": _status_type,
        "is_published": lambda _, post: post.published,
        "is_hidden": lambda _, post: post.hidden,
        "is_expired": _is(False),
        "scheduled_publish_time": lambda _, post: int(post.scheduled) or None,
        "full_picture": _full_picture,
        "picture": _full_picture,
        "attachments": _attachments,
        "shares": lambda _, post: {"count": post.shares} if post.shares else None,
        "from": author,
        "promotable_id": _text("id"),
    },
    Photo: {
        "id": _text("id"),
        "created_time": _time("made_at"),
        "name": _text("caption"),
        "alt_text": _text("alt"),
        "alt_text_custom": _text("alt"),
        "link": lambda _, photo: f"https://www.facebook.com/photo.php?fbid={photo.id}",
        "images": lambda c, photo: [{"height": 720, "width": 720, "source": picture_address(c, photo.id)}],
        "picture": lambda c, photo: picture_address(c, photo.id),
        "page_story_id": _text("post"),
        "height": _is(720),
        "width": _is(720),
    },
    Comment: {
        "id": _text("id"),
        "message": _text("message"),
        "created_time": _time("made_at"),
        "from": author,
        "parent": _parent,
        "is_hidden": lambda _, comment: comment.hidden,
        "is_private": _is(False),
        "can_hide": _is(True),
        "can_remove": _is(True),
        "can_comment": _is(True),
        "can_like": _is(True),
        "can_reply_privately": _can_reply_privately,
        "private_reply_conversation": _private,
        "comment_count": _replies,
        "like_count": lambda _, comment: len(comment.likes),
        "user_likes": lambda c, comment: c.token.page in comment.likes,
        "permalink_url": lambda c, one: permalink(c, c.world.posts[one.post]),
    },
    User: {"id": _text("id"), "name": _text("name")},
}
SILENT: dict[type, tuple[str, ...]] = {
    Page: (
        "emails",
        "phone",
        "location",
        "hours",
        "cover",
        "bio",
        "description",
        "category_list",
        "business",
        "instagram_business_account",
    ),
    PagePost: (
        "story",
        "place",
        "parent_id",
        "properties",
        "message_tags",
        "backdated_time",
        "privacy",
        "icon",
        "to",
        "admin_creator",
    ),
    Photo: ("album", "place", "event", "target", "from"),
    Comment: ("attachment", "message_tags", "object"),
    User: ("email", "picture", "first_name", "last_name"),
}
GONE = ("type", "link", "name", "description", "caption", "source", "object_id")
DEFAULTS: dict[type, tuple[str, ...]] = {
    Page: ("name",),
    PagePost: ("created_time", "message"),
    Photo: ("created_time", "name"),
    Comment: ("created_time", "from", "message"),
    User: ("name",),
}
