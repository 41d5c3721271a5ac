"""The Page as a resident would see it, plainly a stand-in: read, like, share, comment. Works without JavaScript."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from . import keeper, webhooks
from .objects import Comment, Page, PagePost, Photo
from .posting import add_comment
from .web import GraphAnswer, GraphRequest, away
from .world import GraphWorld

LONDON = ZoneInfo("Europe/London")
RESIDENTS = {
    "resident-a": "Agnes, Pine Court",
    "resident-b": "Bashir, Larch Road",
    "resident-c": "Catriona, Rowan Walk",
    "resident-d": "Dougie, Alder Street",
}
PEOPLE = {**RESIDENTS, keeper.KEEPER: keeper.NAME}
PER_PAGE = 20
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
SAFE = [("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'; sandbox")]
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 50"><rect width="50" height="50" rx="8" fill="#5b4a6f"/>'
    '<path d="M10 26 25 12l15 14v14H10z" fill="#fff"/></svg>'
)


def answer(world: GraphWorld, request: GraphRequest) -> GraphAnswer:
    """One page, picture or button."""
    place = request.path.removeprefix("/_page/")
    if request.path.startswith("/_media/"):
        return _media(world, request.path.removeprefix("/_media/"))
    if place == "page.css":
        return GraphAnswer(200, files(__package__).joinpath("page.css").read_bytes(), "text/css; charset=utf-8")
    if place == "mark.svg":
        return GraphAnswer(200, MARK.encode(), "image/svg+xml", [("Content-Security-Policy", "default-src 'none'")])
    if request.method == "POST":
        return _pressed(world, request, place)
    if place.startswith("card/"):
        return _card_picture(world, place.removeprefix("card/"))
    with world.lock:
        world.tick()
        world.flush()
        links = [post.link for post in _on_show(world, request)[0] if _has_a_card(post)]
    world.cards.fetch(links)  # not under the lock: what it asks may ask us something
    with world.lock:
        return _html(_wall(world, request))


def _on_show(world: GraphWorld, request: GraphRequest) -> tuple[list[PagePost], int, int]:
    """The posts of this page of the wall, how many there are in all, and where it begins."""
    posts = sorted((post for post in world.posts.values() if _seen(post)), key=lambda post: (post.created, post.id), reverse=True)
    start = _start(posts, request)
    return posts[start : start + PER_PAGE], len(posts), start


def _has_a_card(post: PagePost) -> bool:
    """A post with a link shows its card, unless it has pictures of its own."""
    return bool(post.link) and not post.photos


def _card_picture(world: GraphWorld, identifier: str) -> GraphAnswer:
    post = world.posts.get(identifier)
    card = world.cards.by_link.get(post.link) if post else None
    if card is None or not card.picture:
        return GraphAnswer(404, b"No such picture.", "text/plain")
    return GraphAnswer(200, card.picture, card.media_type, SAFE)


def _media(world: GraphWorld, identifier: str) -> GraphAnswer:
    with world.lock:
        photo = world.photos.get(identifier)
        content = world.store.get_media(photo.media or photo.id) if photo else b""
    if photo is None:
        return GraphAnswer(404, b"No such picture.", "text/plain")
    return GraphAnswer(200, content, photo.media_type, SAFE)


def _pressed(world: GraphWorld, request: GraphRequest, act: str) -> GraphAnswer:
    """Somebody presses a button; then back to the post."""
    with world.lock:
        post, who = world.posts.get(request.text("post")), request.text("resident")
        post = post if post and _seen(post) else None
        if not (keeper.pressed(world, request, act, post) if who == keeper.KEEPER else _took_part(world, request, act, post)):
            return GraphAnswer(400, b"That button led nowhere. Go back and try again.", "text/plain; charset=utf-8")
        world.flush()
    return away(f"/?{urlencode({'as': who, 'start': request.text('start', '0')})}#post-{post.id if post else ''}")


def _took_part(world: GraphWorld, request: GraphRequest, act: str, post: PagePost | None) -> bool:
    who = request.text("resident")
    if post is None or who not in RESIDENTS or act not in ACTS:
        return False
    ACTS[act](world, post, who, request)
    world.keep(post)
    return True


def _like(world: GraphWorld, post: PagePost, who: str, _: GraphRequest) -> None:
    if post.reactions.pop(who, None) is None:
        post.reactions[who] = "LIKE"
        webhooks.reacted(world, post, who, RESIDENTS[who], "LIKE")


def _share(_world: GraphWorld, post: PagePost, _who: str, _request: GraphRequest) -> None:
    post.shares += 1


def _comment(world: GraphWorld, post: PagePost, who: str, request: GraphRequest) -> None:
    if words := request.text("message").strip()[:8_000]:
        add_comment(world, post, words, who, RESIDENTS[who])


ACTS = {"like": _like, "share": _share, "comment": _comment}


def _seen(post: PagePost) -> bool:
    return post.published and not post.deleted and not post.hidden


def _wall(world: GraphWorld, request: GraphRequest) -> str:
    page = next(iter(world.pages.values()))
    posts, total, start = _on_show(world, request)
    who = request.text("as") if request.text("as") in PEOPLE else next(iter(RESIDENTS))
    shown = "".join(_post(world, page, post, who, start) for post in posts)
    empty = '<p class="empty">Nothing has been posted on this Page yet. When something is, it appears here.</p>'
    return f"""<header><h1>{escape(page.name)}</h1><p>{escape(page.about)}</p><p>{_count(page.followers, "follower")}</p></header>
{_who(who, start)}
{keeper.desk(page, _hidden(None, who, start)) if who == keeper.KEEPER else ""}
<h2 class="count">{_count(total, "post")} on the Page</h2>
{shown or empty}
{_more(start, total, who)}"""


def _start(posts: list[PagePost], request: GraphRequest) -> int:
    """Where this page of the wall begins: with the post asked for, or where the reader turned to."""
    place = next((place for place, post in enumerate(posts) if post.id == request.text("post")), -1)
    if place >= 0:
        return place - place % PER_PAGE
    turned = request.text("start", "0")
    return int(turned) if turned.isdigit() and len(turned) < 7 else 0


def _who(who: str, start: int) -> str:
    options = "".join(
        f'<option value="{key}"{" selected" if key == who else ""}>{escape(name)}</option>' for key, name in PEOPLE.items()
    )
    return f"""<form class="who" method="get" action="/"><label for="as">You are (made up)</label>
<select id="as" name="as">{options}</select><input type="hidden" name="start" value="{start}">
<button>Change who I am</button></form>"""


def _more(start: int, total: int, who: str) -> str:
    links = []
    if start > 0:
        links.append(
            f'<a href="/?{urlencode({"as": who, "start": max(start - PER_PAGE, 0)})}">Newer posts</a>'.replace("&", "&amp;")
        )
    if start + PER_PAGE < total:
        links.append(f'<a href="/?{urlencode({"as": who, "start": start + PER_PAGE})}">Older posts</a>'.replace("&", "&amp;"))
    return f'<nav aria-label="More posts">{" ".join(links)}</nav>' if links else ""


def _post(world: GraphWorld, page: Page, post: PagePost, who: str, start: int) -> str:
    by = escape(post.author_name or page.name)
    when = datetime.fromtimestamp(post.created, UTC).astimezone(LONDON)
    comments = [one for one in world.comments.values() if one.post == post.id and not one.deleted and not one.hidden]
    by_hand = who == keeper.KEEPER
    comment_html = "".join(_said(one, keeper.eraser(one, _hidden(post, who, start)) if by_hand else "") for one in comments)
    name = f"post-{post.id}"
    return f"""<article id="{name}" aria-labelledby="{name}-by">
<h3 id="{name}-by">{by}<span> · <time datetime="{when.isoformat()}">{when:%A %-d %B %Y, %H:%M}</time></span></h3>
<div class="words">{_paragraphs(post.message)}</div>
{"".join(_picture(world.photos[photo]) for photo in post.photos)}{_link(post.link)}{_card(world, post)}
<p class="figures">{_count(len(post.reactions), "like")} · {_count(post.shares, "share")} · {_count(len(comments), "comment")}</p>
{"" if by_hand else _buttons(post, who, start)}
<ul class="comments">{comment_html}</ul>
{keeper.tools(post, f"{when:%-d %B, %H:%M}", _hidden(post, who, start)) if by_hand else _say(post, who, start)}
</article>"""


def _buttons(post: PagePost, who: str, start: int) -> str:
    like = _button("like", "Take back my like" if who in post.reactions else "Like", post, who, start)
    return f'<div class="buttons">{like}\n{_button("share", "Share", post, who, start)}</div>'


def _say(post: PagePost, who: str, start: int) -> str:
    return f"""<form method="post" action="/_page/comment" class="say">{_hidden(post, who, start)}
<label for="say-{post.id}">Comment as {escape(RESIDENTS[who])}</label>
<textarea id="say-{post.id}" name="message" rows="2" required maxlength="8000"></textarea> <button>Comment</button></form>"""


def _picture(photo: Photo) -> str:
    alt = (
        f"<figcaption>Description: {escape(photo.alt)}</figcaption>"
        if photo.alt
        else "<figcaption>No description was given.</figcaption>"
    )
    return f'<figure><img src="/_media/{photo.id}" alt="{escape(photo.alt)}" loading="lazy">{alt}</figure>'


def _link(address: str) -> str:
    if not address:
        return ""
    if urlsplit(address).scheme not in {"http", "https"}:
        return f"<p>{escape(address)}</p>"
    return f'<p class="link">{_anchor(address)}</p>'


def _card(world: GraphWorld, post: PagePost) -> str:
    """Title, description and picture of the link, or why there is none; nothing before it was fetched."""
    card = world.cards.by_link.get(post.link) if _has_a_card(post) else None
    if card is None:
        return ""
    if card.problem:
        return f'<p class="card-problem">No preview of the link. {escape(card.problem)}</p>'
    picture = f'<img src="/_page/card/{post.id}" alt="{escape(card.alt)}" loading="lazy">' if card.picture else ""
    return (
        f'<div class="card">{picture}<p><strong>{escape(card.title)}</strong></p><p>{escape(card.description)}</p>'
        f"<p>{escape(card.site)}</p></div>"
    )


def _anchor(address: str) -> str:
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(address)}</a>'


def _said(comment: Comment, more: str) -> str:
    reply = ' class="reply"' if comment.parent else ""
    return f"<li{reply}><strong>{escape(comment.author_name)}</strong> {escape(comment.message)}{more}</li>"


def _button(act: str, words: str, post: PagePost, who: str, start: int) -> str:
    label = f"{words}: the post of {datetime.fromtimestamp(post.created, UTC).astimezone(LONDON):%-d %B, %H:%M}"
    return (
        f'<form method="post" action="/_page/{act}">{_hidden(post, who, start)}'
        f'<button aria-label="{escape(label)}">{words}</button></form>'
    )


def _hidden(post: PagePost | None, who: str, start: int) -> str:
    fields = {"post": post.id if post else "", "resident": who, "start": str(start)}
    return "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in fields.items())


def _paragraphs(words: str) -> str:
    parts = [part for part in re.split(r"\n\s*\n", words.strip()) if part]
    return "".join(f"<p>{_linked(part).replace(chr(10), '<br>')}</p>" for part in parts)


def _linked(words: str) -> str:
    """Addresses in the words open, as they do on Facebook."""
    pieces = re.split(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:!?)])", words)
    return "".join(_anchor(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _html(body: str) -> GraphAnswer:
    text = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>The Page · stand-in</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/_page/page.css">
<link rel="icon" href="/_page/mark.svg"></head>
<body><aside class="banner" aria-label="About this Page">
<p>This is a stand-in for Facebook, on this machine. The residents are made up.
Nothing here reaches the real Facebook.</p></aside><main>{body}</main></body></html>"""
    headers = [("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")]
    return GraphAnswer(200, text.encode(), "text/html; charset=utf-8", headers)
