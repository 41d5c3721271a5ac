"""What an editor may do to one page of the site, asked by every screen of Wagtail's: less than Wagtail itself would allow.

News is a post that was approved; it is changed and withdrawn on the desk. What was public is never deleted. Pages that every
page links to stay where they are.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PagePermissionTester

# Linked from the top or the foot of every page, or from the pages of errors.
LINKED_EVERYWHERE = frozenset(
    {
        "report-a-repair", "formats-and-languages", "complaints", "get-involved", "factoring", "advice-and-support",
        "accessibility", "privacy", "contact", "news", "services", "jobs", "home",
    }
)  # fmt: skip


def is_linked_everywhere(page: Page) -> bool:
    """Whether other pages count on this one being where it is."""
    return page.slug in LINKED_EVERYWHERE


class EditorRights(PagePermissionTester):
    """Rights on an ordinary page: write, publish, put in order, take off the site."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only what nobody outside ever saw."""
        return not self.page.first_published_at and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """Not what every page links to."""
        return not is_linked_everywhere(self.page) and super().can_unpublish()

    def _never(self, *arguments: Any, **named: Any) -> bool:
        return False

    can_move = can_move_to = can_copy = can_copy_to = can_lock = can_unlock = can_set_view_restrictions = _never


class NewsRights(EditorRights):
    """Rights on a page of the news: to look. The post decides."""

    can_edit = can_delete = can_publish = can_unpublish = can_unschedule = can_reorder_children = EditorRights._never
