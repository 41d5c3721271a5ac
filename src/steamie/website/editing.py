"""Wagtail's editor, open only to people whose office may edit the website (S-57, S-58).

The offices decide, on every request; membership of Wagtail's own group merely follows, so that its screens show what may be done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from steamie.people.permissions import NotAllowed, require
from steamie.rules.permissions import Act

from .models import HomePage

GROUP = "Website editors"
# As strict as the editor allows: everything from here; its widgets write styles, and a few of its templates carry a script.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
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
        answer = view(request, *args, **kwargs)
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    return guarded


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
