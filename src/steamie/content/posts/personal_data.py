"""What posts hold about people."""

from __future__ import annotations

from steamie.evidence.holdings import Holding, holds, span

from .unsaved import KEPT_FOR

holds(
    Holding(
        whose="If you are in one of our posts",
        what="The words of the post, its pictures with their descriptions, whom we thank, and that those shown agreed.",
        why="So that we can show what we do, and what we showed.",
        how_long="For good: what was public stays in our record. We take a post down if you ask.",
        columns=(
            "posts.Post.title",
            "posts.Post.credit",
            "posts.PostText.text",
            "posts.PostPicture.alt",
            "posts.Change.before",
            "posts.Change.after",
            "posts.Amendment.words",
            "posts.Amendment.before",
            "posts.Withdrawal.reason",
            "posts.Correction.reason",
            "posts.Drop.reason",
            "posts.Return.reason",
            "posts.Override.words",
            "posts.Override.reason",
            "publishing.Difference.text",
            "publishing.Difference.ours",
            "website.NewsPage.*",
            "wagtailimages.Image.title",
            "wagtailimages.Image.description",
            "wagtailimages.Image.file",
        ),
    ),
    Holding(
        whose="If you work here",
        what="Your notes to colleagues on posts, with the time.",
        why="So that two people can work on one post.",
        how_long="As long as the post stands in our record.",
        columns=("posts.PostNote.words",),
        of_the_public=False,
    ),
    Holding(
        whose="If you work here",
        what="What you typed into a form and have not saved.",
        why="So that nothing is lost when a session ends.",
        how_long=f"{span(KEPT_FOR)}.",
        columns=("posts.Unsaved.fields",),
        of_the_public=False,
    ),
)
