"""What someone with access to the Page does there by hand, without any application: a desk should notice."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from . import webhooks
from .objects import Comment, Page, PagePost

if TYPE_CHECKING:
    from .web import GraphRequest
    from .world import GraphWorld

KEEPER = "keeper"
NAME = "Someone with access to the Page"


def say(world: GraphWorld, words: str) -> PagePost:
    """Post something new. No application made it, so none may change it."""
    page = next(iter(world.pages.values()))
    post = PagePost(f"{page.id}_{world.number()}", page.id, world.now(), words, by_api=False)
    post.show(world.now())
    post.listed_from = world.now() + world.lag
    webhooks.post_shown(world, post)
    world.keep(post)
    return post


def reword(world: GraphWorld, post: PagePost, words: str) -> None:
    """Change the words of a post."""
    post.message, post.updated = words, world.now()
    world.keep(post)


def remove(world: GraphWorld, post: PagePost) -> None:
    """Delete a post."""
    post.unshow(world.now())
    post.deleted, post.scheduled = world.now(), 0
    world.keep(post)


def silence(world: GraphWorld, comment: Comment) -> None:
    """Delete a comment."""
    comment.deleted = world.now()
    webhooks.commented(world, world.posts[comment.post], comment, "remove")
    world.keep(comment)


def pressed(world: GraphWorld, request: GraphRequest, act: str, post: PagePost | None) -> bool:
    """A button on the stand-in's own Page. False when there is no such button."""
    words = request.text("message").strip()[:8_000]
    comment = world.comments.get(request.text("comment"))
    if act == "say" and words:
        say(world, words)
    elif act == "reword" and post and words:
        reword(world, post, words)
    elif act == "remove" and post:
        remove(world, post)
    elif act == "silence" and comment:
        silence(world, comment)
    else:
        return False
    return True


def desk(page: Page, hidden: str) -> str:
    """Where a new post is written."""
    return f"""<section class="who" aria-labelledby="behind"><h2 class="count" id="behind">Act without the desk</h2>
<p>Whoever has access to a real Page can post, change and delete there. Do so here, and see what the desk makes of it.</p>
<form method="post" action="/_page/say">{hidden}<label for="say-new">Post as {escape(page.name)}</label>
<textarea id="say-new" name="message" rows="2" required maxlength="8000"></textarea> <button>Post on the Page</button></form>
</section>"""


def tools(post: PagePost, when: str, hidden: str) -> str:
    """What can be done to a post."""
    return f"""<form method="post" action="/_page/reword" class="say">{hidden}
<label for="say-{post.id}">Its words</label>
<textarea id="say-{post.id}" name="message" rows="3" required maxlength="8000">{escape(post.message)}</textarea>
<button aria-label="Change the words: the post of {escape(when)}">Change the words</button></form>
<form method="post" action="/_page/remove">{hidden}
<button class="quiet" aria-label="Delete this post: {escape(when)}">Delete this post</button></form>"""


def eraser(comment: Comment, hidden: str) -> str:
    """The button that deletes a comment."""
    excerpt = escape(f"{comment.message[:40]}")
    return f"""<form method="post" action="/_page/silence">{hidden}
<input type="hidden" name="comment" value="{escape(comment.id)}">
<button class="quiet" aria-label="Delete the comment: {excerpt}">Delete</button></form>"""
