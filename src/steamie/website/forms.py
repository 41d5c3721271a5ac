"""Forms of the website."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

MOST_PIXELS = 40_000_000
WIDEST = 2400  # pixels; nothing on the site is shown larger
TOO_LARGE = "This picture is too large. Make it smaller and try again."
FORMATS = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "WEBP": ("webp", "image/webp")}


# What Pillow raises for what is damaged, hostile or no picture.
NOT_OPENED = (OSError, EOFError, ValueError, SyntaxError, TypeError, ArithmeticError, LookupError, struct.error)
CANNOT = "This picture cannot be opened. Use a JPEG, PNG or WebP."


class PictureField(WagtailImageField):
    """Wagtail decodes a picture whole before it asks how large it is, and falls over a damaged one: measured first, here."""

    def to_python(self, data: Any) -> Any:
        """The upload, if it is a picture that we can take. Raises ``ValidationError``."""
        try:
            if data:
                _measured(data)
            return super().to_python(data)
        except ValidationError:
            raise
        except (*NOT_OPENED, Image.DecompressionBombError) as problem:
            raise ValidationError(CANNOT) from problem


def _measured(given: UploadedFile) -> None:
    """Refuses by the header alone what has too many dots; what has no such header is for Wagtail to refuse in its words."""
    try:
        with Image.open(given, formats=list(FORMATS)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(TOO_LARGE)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise ValidationError(TOO_LARGE) from problem
    except UnidentifiedImageError:
        return
    finally:
        given.seek(0)


class PictureForm(BaseImageForm):
    """A picture put in by an editor, drawn afresh on arrival: where and with what it was taken is left behind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            self.fields["file"] = PictureField(label=theirs.label, required=theirs.required, widget=theirs.widget)
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
        except ValidationError:
            raise
        except NOT_OPENED as problem:
            raise ValidationError(CANNOT) from problem


def _redrawn(given: UploadedFile) -> UploadedFile:
    with Image.open(given, formats=list(FORMATS)) as picture:
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
