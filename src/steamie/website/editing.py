"""Wagtail's editor, open only to people whose office may edit the website (S-57, S-58), and only for what is listed here.

The offices decide, on every request; membership of Wagtail's own group merely follows, so that its screens show what may be done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from steamie.content.posts.models import Publication
from steamie.people.permissions import NotAllowed, require
from steamie.rules.permissions import Act

from .forms import noting_losses
from .models import HomePage, NewsPage

GROUP = "Website editors"
# As strict as the editor allows: everything from here. Its widgets write styles; no script within a page runs, and what a few
# of its templates would start by one is started by our editor.js.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
)
# The screens an editor of our pages needs. Whatever Wagtail has besides, or grows, stays shut until it is listed.
PAGES = (
    "add", "preview_on_add", "edit", "preview_on_edit", "view_draft", "add_subpage", "choose_parent", "delete", "unpublish",
    "search", "search_results", "set_page_position", "usage", "revisions_index", "revisions_view", "revisions_revert",
    "revisions_unschedule", "revisions_compare", "history", "history_results",
)  # fmt: skip
PICTURES = ("index", "index_results", "add", "edit", "image_usage", "add_multiple", "edit_multiple")
OPEN = {
    *(f"wagtailadmin_pages:{name}" for name in PAGES),
    *(f"wagtailimages:{name}" for name in PICTURES),
    "wagtailimages:create_multiple_from_uploaded_image", "wagtailimages:delete_upload_multiple",
    *(f"wagtailimages_chooser:{name}" for name in ("choose", "choose_results", "chosen", "create")),
    *(f"wagtailadmin_api:pages:{name}" for name in ("listing", "detail", "find")),
    "wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results",
    "wagtailadmin_choose_page", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_external_link", "wagtailadmin_choose_page_email_link", "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link", "wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete",
    "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release", "wagtailadmin_dismissibles",
    "wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:site_history_results", "wagtailadmin_logout", "",
}  # fmt: skip
CHANGES_A_PICTURE = ("wagtailimages:edit", "wagtailimages:edit_multiple")
INSTEAD = {  # by the names of their addresses
    "wagtailadmin_home": "wagtailadmin_explore_root",
    "wagtailadmin_account": "people:me",
    "wagtailadmin_login": "wagtailadmin_home",
}
SHUT = "The website's editor is for writing pages and choosing pictures. People, accounts and settings are on the desk."
NEWS = "News comes from posts that were approved. Change or withdraw the post on the desk, and its page follows."
PICTURE_OF_NEWS = (
    "This picture is in the news, approved with its post. Add yours as another one, or correct the post on the desk."
)
View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """Ask the offices first, each time; then let Wagtail's own view answer, under its own content policy."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            require(person, Act.EDIT_WEBSITE)
        except NotAllowed:
            person.groups.remove(*Group.objects.filter(name=GROUP))
            raise
        if not person.groups.filter(name=GROUP).exists():
            person.groups.add(editors())
        with noting_losses() as losses:
            answer = _elsewhere(request, kwargs) or view(request, *args, **kwargs)
        if losses:
            messages.info(request, f"We have the picture. {' '.join(dict.fromkeys(losses))}")
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    return guarded


def _elsewhere(request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Where to go instead, for what is done on the desk. Refuses every screen that is not listed."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name in INSTEAD:
        return redirect(INSTEAD[name])
    if name not in OPEN:
        raise NotAllowed(SHUT)
    if name in CHANGES_A_PICTURE and NewsPage.objects.filter(picture=kwargs["image_id"]).exists():
        raise NotAllowed(PICTURE_OF_NEWS)
    if not name.startswith("wagtailadmin_pages:") or "page_id" not in kwargs:
        return None
    news = NewsPage.objects.filter(pk=kwargs["page_id"]).first()
    if news is None:
        return None
    if name == "wagtailadmin_pages:edit" and request.method == "GET":
        return redirect(_post_of(news))
    if name in ("wagtailadmin_pages:view_draft", "wagtailadmin_pages:history", "wagtailadmin_pages:usage"):
        return None
    raise NotAllowed(NEWS)


def _post_of(news: NewsPage) -> str:
    sent = Publication.objects.filter(code=news.marker).values_list("post_id", flat=True).first() if news.marker else None
    return reverse("posts:post", args=[sent]) if sent else reverse("calendar:calendar")


def editors() -> Group:
    """The group of Wagtail that may write pages and choose pictures under our home, and nothing else."""
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(*Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin"))
    home = HomePage.objects.first()
    for codename in ("add_page", "change_page", "publish_page") if home else ():
        _page_permission(group, home, codename)
    collection = Collection.get_first_root_node()
    for codename in ("add_image", "change_image", "choose_image") if collection else ():
        permission = Permission.objects.get(content_type__app_label="wagtailimages", codename=codename)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return group


def _page_permission(group: Group, home: HomePage, codename: str) -> None:
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
    GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)
