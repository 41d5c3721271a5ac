"""What every public page shares."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page

from steamie.website.rights import EditorRights, is_linked_everywhere
from steamie.website.serving import cacheable

# What an editor may use in the body of a page: no raw HTML, no embeds from elsewhere, no headings above the page's own.
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


PICTURE_PANEL = MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_description")], heading="Picture")


class Pictured(models.Model):
    """A page that may carry one picture, described for people who cannot see it."""

    picture = models.ForeignKey(get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    picture_description = models.CharField(
        "describe the picture", max_length=500, blank=True, help_text="What someone who cannot see it should know."
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """No picture without its description (S-21)."""
        super().clean()
        if self.picture_id and not self.picture_description.strip():
            raise ValidationError({"picture_description": "Describe the picture, for people who cannot see it."})


class PublicPage(Page):
    """A page of the site: the same for everyone, so anyone may cache it."""

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading="Address, and words for search",
        )
    ]
    private_page_options: list[str] = []  # nothing here is secret; what is secret does not belong on the website

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> EditorRights:
        """What this person may do to it in the editor."""
        return EditorRights(user, self)

    def clean(self) -> None:
        """The address of a page that every page links to stays what it is."""
        super().clean()
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before is not None and is_linked_everywhere(before) and self.slug != before.slug:
            raise ValidationError({"slug": f"Other pages link here: leave the address as “{before.slug}”."})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, with cache headers. A preview in the editor is never cached."""
        response = super().serve(request, *args, **kwargs)
        return response if getattr(request, "is_preview", False) else cacheable(request, response)

    @property
    def summary(self) -> str:
        """One or two sentences for search engines, feeds and link previews."""
        return self.search_description or getattr(self, "intro", "")
