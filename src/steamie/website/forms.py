"""Forms of the website."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image, ImageOps
from wagtail.images.forms import BaseImageForm

MOST_PIXELS = 40_000_000
WIDEST = 2400  # pixels; nothing on the site is shown larger
FORMATS = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "WEBP": ("webp", "image/webp")}


class PictureForm(BaseImageForm):
    """A picture put in by an editor, drawn afresh on arrival: where and with what it was taken is left behind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].label = "Describe the picture"
            self.fields["description"].help_text = "What someone who cannot see it should know."

    def clean_file(self) -> UploadedFile:
        """The picture re-encoded, upright and no larger than needed. Refuses what is no JPEG, PNG or WebP, and bombs."""
        given = self.cleaned_data["file"]
        if not isinstance(given, UploadedFile):
            return given
        given.seek(0)
        try:
            return _redrawn(given)
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise ValidationError("This picture cannot be opened. Use a JPEG, PNG or WebP.") from error


def _redrawn(given: UploadedFile) -> UploadedFile:
    with Image.open(given, formats=list(FORMATS)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationError("This picture is too large. Make it smaller and try again.")
        kind = picture.format or "JPEG"
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((WIDEST, WIDEST))
        kept = BytesIO()
        upright.info.clear()
        upright.save(kept, kind, quality=85)
    ending, media_type = FORMATS[kind]
    fresh = SimpleUploadedFile(f"{PurePath(given.name or 'picture').stem}.{ending}", kept.getvalue(), media_type)
    fresh.image = Image.open(BytesIO(kept.getvalue()))
    return fresh
