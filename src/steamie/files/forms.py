"""The one way in for pictures: the field that every form of ours with a picture has."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from . import uploads
from .models import Upload
from .pictures import ACCEPTED, CleanPicture, checked
from .tasks import look_at_uploads


class PictureInput(forms.FileInput):
    """A choice of a file; beside it, unseen, the ticket of one that is kept from before."""

    template_name = "files/picture_input.html"
    ticket = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The file that was chosen, else the upload that the ticket stands for."""
        chosen = super().value_from_datadict(data, files, name)
        ticket = str(data.get(f"{name}-ticket", ""))
        if chosen is not None or not ticket:
            return chosen
        upload = uploads.under(ticket)
        self.ticket = ticket if upload and not upload.refusal else ""
        return upload

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With the ticket."""
        return {**super().get_context(name, value, attrs), "ticket": self.ticket}


class PictureField(forms.FileField):
    """A picture, cleaned apart: ``CleanPicture``, or None when none was sent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=PictureInput(attrs={"accept": ACCEPTED}), **options)

    def clean(self, data: Any, initial: Any = None) -> CleanPicture | None:
        """Raises ``PictureRefused``; ``PictureWaits`` when others are before it."""
        try:
            return self._looked_at(data)
        except uploads.PictureWaits as waits:
            self.widget.ticket = waits.ticket
            look_at_uploads.enqueue()
            raise

    def _looked_at(self, data: Any) -> CleanPicture | None:
        if isinstance(data, Upload):
            return uploads.collect(data, self.widget.ticket)
        if isinstance(data, UploadedFile):
            return uploads.look_at(checked(data), data.name or "")
        return None


class WithPicture(forms.Form):
    """A form with a picture, which stays chosen when something else in the form has to be put right."""

    def full_clean(self) -> None:
        """As usual; then keep the pictures of a form that comes back."""
        super().full_clean()
        if self.is_bound and self.errors:
            self._keep_pictures()

    def _keep_pictures(self) -> None:
        for name, field in self.fields.items():
            picture = getattr(self, "cleaned_data", {}).get(name)
            if isinstance(picture, CleanPicture) and not field.widget.ticket:
                field.widget.ticket = uploads.keep_looked_at(picture, name)
