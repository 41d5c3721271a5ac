"""What the Page does: posts, photos, edits, showing, deleting, answering and moderating."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from . import webhooks
from .access import Caller
from .errors import duplicate, invalid, missing
from .lists import moment
from .objects import Comment, Page, PagePost, Photo
from .web import UploadedPart

LONGEST = 63_206  # characters of a message
SOONEST = 600  # seconds before a scheduled post
SIGNATURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}


def create_post(caller: Caller, page: Page) -> dict[str, Any]:
    """``POST /{page}/feed``."""
    request, world = caller.request, caller.world
    published = request.flag("published", default=True)
    caller.writes(page, unpublished=not published)
    photos = _attached(caller, page)
    message, link = _message(caller), _link(request.text("link"))
    if not (message or link or photos):
        raise invalid("Missing message or attachment", subcode=1349125)
    _not_said_already(caller, page, message, link, photos)
    scheduled = _scheduled(caller, published=published)
    post = PagePost(f"{page.id}_{world.number()}", page.id, world.now(), message, link, [photo.id for photo in photos])
    post.scheduled, post.listed_from = scheduled, world.now() + world.lag
    return _made(caller, post, photos, shown=published)


def create_photo(caller: Caller, page: Page) -> dict[str, Any]:
    """``POST /{page}/photos``: alone it is a post; with ``published=false`` it waits to be attached to one."""
    request, world = caller.request, caller.world
    published = request.flag("published", default=True)
    caller.writes(page, unpublished=not published)
    content = _picture(caller)
    caption = request.text("caption") or request.text("message")
    photo = Photo(world.number(), page.id, world.now(), _sort(content), caption, request.text("alt_text_custom"))
    photo.temporary = request.flag("temporary")
    world.store.put_media(photo.id, content)
    world.keep(photo)
    if not published:
        return {"id": photo.id}
    post = PagePost(f"{page.id}_{world.number()}", page.id, world.now(), caption, "", [photo.id])
    post.listed_from = world.now() + world.lag
    return {"id": photo.id, "post_id": _made(caller, post, [photo], shown=True)["id"]}


def _made(caller: Caller, post: PagePost, photos: list[Photo], *, shown: bool) -> dict[str, Any]:
    for photo in photos:
        photo.post = post.id
        caller.world.keep(photo)
    if shown:
        post.show(caller.world.now())
        webhooks.post_shown(caller.world, post)
    caller.world.keep(post)
    return {"id": post.id}


def update_post(caller: Caller, post: PagePost) -> dict[str, Any]:
    """``POST /{post}``: new words, ``is_published=true``, or another scheduled time."""
    caller.changes(post)
    world, request = caller.world, caller.request
    if "message" in request.fields:
        post.message = _message(caller)
        post.edits.append(post.message)
    if "scheduled_publish_time" in request.fields and not post.published:
        post.scheduled = _scheduled(caller, published=False)
    if "is_hidden" in request.fields:
        post.hidden = request.flag("is_hidden")
    if "is_published" in request.fields and not request.flag("is_published") and post.published:
        raise invalid("You cannot unpublish a post that is already published", subcode=1363041)
    if request.flag("is_published") and not post.published:
        post.show(world.now())
        webhooks.post_shown(world, post)
    post.updated = world.now()
    world.keep(post)
    return {"success": True}


def delete_post(caller: Caller, post: PagePost) -> dict[str, Any]:
    """``DELETE /{post}``. Asked again, it does not exist."""
    caller.changes(post)
    now = caller.world.now()
    post.unshow(now)
    post.deleted, post.scheduled = now, 0
    caller.world.keep(post)
    return {"success": True}


def create_comment(caller: Caller, above: PagePost | Comment) -> dict[str, Any]:
    """The Page answers a post or a comment, in public."""
    world = caller.world
    post = above if isinstance(above, PagePost) else world.posts[above.post]
    page = world.pages[post.page]
    caller.moderates(page)
    message = _message(caller)
    if not message:
        raise invalid("The parameter message is required")
    parent = above.id if isinstance(above, Comment) else ""
    return {"id": add_comment(caller.world, post, message, page.id, page.name, parent).id}


def add_comment(world: Any, post: PagePost, message: str, author: str, name: str, parent: str = "") -> Comment:
    """Someone comments: the Page, or a resident."""
    number = post.id.partition("_")[2]
    comment = Comment(f"{number}_{world.number()}", post.id, world.now(), message, author, name, parent)
    webhooks.commented(world, post, comment, "add")
    world.keep(comment)
    return comment


def update_comment(caller: Caller, comment: Comment) -> dict[str, Any]:
    """``POST /{comment}``: hide it, show it, or change the Page's own words."""
    world = caller.world
    post = world.posts[comment.post]
    page = world.pages[post.page]
    caller.moderates(page)
    if "message" in caller.request.fields:
        if comment.author != page.id:
            raise invalid("You can only edit your own comments", subcode=1705)
        comment.message = _message(caller)
        webhooks.commented(world, post, comment, "edited")
    if "is_hidden" in caller.request.fields:
        comment.hidden = caller.request.flag("is_hidden")
        webhooks.commented(world, post, comment, "hide" if comment.hidden else "unhide")
    world.keep(comment)
    return {"success": True}


def delete_comment(caller: Caller, comment: Comment) -> dict[str, Any]:
    """``DELETE /{comment}``."""
    world = caller.world
    post = world.posts[comment.post]
    caller.moderates(world.pages[post.page])
    comment.deleted = world.now()
    webhooks.commented(world, post, comment, "remove")
    world.keep(comment)
    return {"success": True}


def block(caller: Caller, page: Page) -> dict[str, Any]:
    """``POST /{page}/blocked``: somebody may no longer write on the Page."""
    caller.moderates(page)
    person = caller.request.text("user")
    if not person:
        raise invalid("The parameter user is required")
    caller.world.blocked.add(person)
    return {person: True}


def like(caller: Caller, thing: PagePost | Comment) -> dict[str, Any]:
    """``POST`` or ``DELETE /{thing}/likes``, as the Page."""
    world = caller.world
    page = world.pages[thing.page if isinstance(thing, PagePost) else world.posts[thing.post].page]
    caller.moderates(page)
    wanted = caller.request.method == "POST"
    if isinstance(thing, PagePost):
        thing.reactions.pop(page.id, None)
        thing.reactions |= {page.id: "LIKE"} if wanted else {}
    else:
        thing.likes = [who for who in thing.likes if who != page.id] + [page.id] * wanted
    world.keep(thing)
    return {"success": True}


def _message(caller: Caller) -> str:
    message = caller.request.text("message")
    if len(message) > LONGEST:
        raise invalid("Message is too long")
    return message


def _link(address: str) -> str:
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise invalid("The url you supplied is invalid", subcode=1500)
    if parts.hostname.endswith("facebook.com"):
        raise invalid("Facebook links cannot be shared here", subcode=1609008)
    return address


def _scheduled(caller: Caller, *, published: bool) -> float:
    text = caller.request.text("scheduled_publish_time")
    if not text:
        return 0
    if published:
        raise invalid("You cannot specify a scheduled publish time on a published post", subcode=1363030)
    at, now = moment(text), caller.world.now()
    if not now + SOONEST <= at <= now + caller.world.schedule_days * 86_400:
        shown = ("Invalid time", f"Choose a time between 10 minutes and {caller.world.schedule_days} days from now.")
        raise invalid("The specified scheduled publish time is invalid", subcode=1363081, shown=shown)
    return at


def _attached(caller: Caller, page: Page) -> list[Photo]:
    photos = []
    for identifier in _named(caller.request.fields.get("attached_media") or []):
        photo = caller.world.photos.get(identifier)
        if photo is None or photo.page != page.id or _spent(caller, photo):
            raise missing(identifier, "POST")
        photos.append(photo)
    return photos


def _named(value: Any) -> list[str]:
    """The photos of ``attached_media``: one list, or one JSON object for each."""
    try:
        entries = json.loads(value) if isinstance(value, str) else value
        entries = [json.loads(entry) if isinstance(entry, str) else entry for entry in entries]
        return [str(entry["media_fbid"]) for entry in entries]
    except (ValueError, TypeError, KeyError) as error:
        raise invalid("param attached_media must be an array.") from error


def _spent(caller: Caller, photo: Photo) -> bool:
    """Temporary photos are thrown away after a day, when nothing has used them."""
    return photo.temporary and not photo.post and caller.world.now() - photo.made_at > 86_400


def _picture(caller: Caller) -> bytes:
    request = caller.request
    upload = request.files.get("source") or next(iter(request.files.values()), None)
    content = upload.content if isinstance(upload, UploadedPart) else _fetched(request.text("url"))
    if not _sort(content):
        shown = (
            "Can't read the file",
            "Your photos could not be uploaded. They should be JPG, PNG, GIF or WebP files under 10 MB.",
        )
        raise invalid("Invalid parameter", subcode=1366046, shown=shown)
    return content


def _fetched(address: str) -> bytes:
    if not address:
        raise invalid("Missing or invalid image file", subcode=1366055)
    if urlsplit(address).scheme != "http" or urlsplit(address).hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise invalid("The stand-in fetches pictures from this machine only", subcode=1609005)
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 -- loopback only, checked above
            content: bytes = answer.read(10 * 1024 * 1024)
    except OSError as error:
        raise invalid("Missing or invalid image file", subcode=1609005) from error
    return content


def _sort(content: bytes) -> str:
    return next((sort for signature, sort in SIGNATURES.items() if content.startswith(signature)), "")


def _not_said_already(caller: Caller, page: Page, message: str, link: str, photos: list[Photo]) -> None:
    """506: the same words as the last post, within a day."""
    newest_first = reversed(caller.world.posts.values())
    last = next((post for post in newest_first if post.page == page.id and not post.author), None)
    if last is None or last.deleted or photos or last.photos or caller.world.now() - last.made_at > 86_400:
        return
    if (message, link) == (last.message, last.link):
        raise duplicate()
