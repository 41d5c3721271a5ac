"""What people did with a post, shown on the post's own page (S-55, S-56)."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Subquery
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from steamie.content.posts.models import Post
from steamie.content.posts.models.publications import Step
from steamie.content.posts.panels import panel, reads
from steamie.people.asking import Viewer
from steamie.visits.models import Exclusion, Visit

from .measures import OF_A_POST, declared, label
from .reading import for_publications


@reads("visits_of_ours")
def _of_ours(_: Viewer) -> Subquery:
    rows = Visit.objects.filter(publication__post=OuterRef("pk"), excluded=Exclusion.STAFF).order_by()
    return Subquery(rows.values("publication__post").annotate(n=Count("pk")).values("n"))


@panel("figures")
def figures(post: Post) -> SafeString:
    """Likes, shares, comments and visits on each channel the post went out on; nothing before it has."""
    sent = [row for row in post.publications.all() if row.published_at and row.step in (Step.PUBLISHED, Step.WITHDRAWN)]
    if not sent:
        return SafeString("")
    codes = tuple(dict.fromkeys([*OF_A_POST, *(one.code for row in sent for one in declared(row.channel.kind) if one.of_a_post)]))
    by_post = for_publications(sent, codes)
    counted = [row for row in sent if not all(figure.never for figure in by_post[row.pk].values())]
    if not counted:
        return SafeString("")
    rows = [(label(code), [by_post[row.pk][code] for row in counted]) for code in codes]
    ours = post.__dict__.get("visits_of_ours") or 0
    return render_to_string("monitoring/figures_of_post.html", {"publications": counted, "rows": rows, "ours": ours})
