"""Where Wagtail calls us: a page that is looked at, an editor's deed, the menu of its editor."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, PageLogEntry

from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.in_force import Citation
from steamie.visits import callers
from steamie.visits.counting import PAGE, PageLook, count_look

from .models import ServicePage, VacancyPage
from .rendered_before import remember_counted
from .verbs import Verb

IN_PUBLIC = {
    "wagtail.publish": Verb.PUBLISH_PAGE,
    "wagtail.publish.schedule": Verb.SCHEDULE_PAGE,
    "wagtail.schedule.cancel": Verb.UNSCHEDULE_PAGE,
    "wagtail.publish.scheduled": Verb.PUBLISH_PAGE,
    "wagtail.unpublish": Verb.UNPUBLISH_PAGE,
    "wagtail.unpublish.scheduled": Verb.UNPUBLISH_PAGE,
    "wagtail.rename": Verb.RENAME_PAGE,
}
BY_THE_CLOCK = {"wagtail.publish.scheduled", "wagtail.unpublish.scheduled"}
MENU = {"desk", "explorer", "images"}


@hooks.register("before_serve_page")
def count_view(page: Page, request: HttpRequest, serve_args: list[Any], serve_kwargs: dict[str, Any]) -> None:
    """Add one to a page whose views we show. Only the desk sets cookies: whoever brings one is staff. No session is opened."""
    wanted = page.is_open() if isinstance(page, VacancyPage) else isinstance(page, ServicePage)
    if not wanted or getattr(request, "is_preview", False):
        return
    now = timezone.now()
    staff = settings.SESSION_COOKIE_NAME in request.COOKIES
    excluded, caller = callers.who(request, staff=staff, day=timezone.localdate(now))
    count_look(PageLook(PAGE, page.pk, excluded, caller, now))
    remember_counted(request, page)


@receiver(post_save, sender=PageLogEntry)
def write_down(instance: PageLogEntry, created: bool, **arguments: Any) -> None:
    """What an editor, or the clock for an editor, does in public goes into the minute book too (S-44)."""
    verb = IN_PUBLIC.get(instance.action)
    by = CLOCK if instance.action in BY_THE_CLOCK else instance.user
    if created and verb and by is not None:  # the news publishes itself, and its post says who approved it
        record(by=by, verb=verb, clause=Citation("services.outlined"), subject=f"website.page:{instance.page_id}")


@hooks.register("construct_main_menu")
def only_what_opens(request: HttpRequest, items: list[Any]) -> None:
    """Leave in the menu what an editor may open."""
    items[:] = [item for item in items if item.name in MENU]


@hooks.register("register_admin_menu_item")
def back_to_the_desk() -> MenuItem:
    """The way back."""
    return MenuItem("Back to the desk", reverse("website_desk:site"), name="desk", icon_name="arrow-left", order=1)


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    """The desk's colours, so that the editor is not another house."""
    return format_html('<link rel="stylesheet" href="{}">', static("editor.css"))


@hooks.register("insert_global_admin_js")
def our_starter() -> str:
    """What starts the editor's parts, in place of scripts within its pages."""
    return format_html('<script src="{}" defer></script>', static("editor.js"))
