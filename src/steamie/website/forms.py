"""Forms of the website."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from pathlib import PurePath
from typing import Any

import filetype
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from steamie.files.pictures import ACCEPTED, CleanPicture, PictureRefused, clean
from steamie.files.pictures.losses import sentences
from steamie.files.pictures.turns import NoTurn

WIDEST = 2400  # pixels; nothing on the site is shown larger
_not_kept: ContextVar[list[str] | None] = ContextVar("not_kept", default=None)


@contextmanager
def noting_losses() -> Iterator[list[str]]:
    """Within it, a sentence is added for all that a picture saved by an editor lost: no view of Wagtail's has room for it."""
    noted: list[str] = []
    token = _not_kept.set(noted)
    try:
        yield noted
    finally:
        _not_kept.reset(token)


class DrawnAfresh(SimpleUploadedFile):
    """An upload as we drew it, with what was lost of it."""

    losses: tuple[str, ...] = ()


class EditorPictureField(WagtailImageField):
    """An editor's picture, cleaned like everybody's before Wagtail opens it: what it decodes here, we have drawn."""

    def to_python(self, data: object) -> Any:
        """The picture drawn afresh, named after the upload. Raises ``ValidationError``."""
        return super().to_python(_drawn_afresh(data) if isinstance(data, UploadedFile) else data)


class PictureForm(BaseImageForm):
    """A picture put in by an editor: where and with what it was taken is left behind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            theirs.widget.attrs["accept"] = ACCEPTED
            self.fields["file"] = EditorPictureField(label=theirs.label, required=theirs.required, widget=theirs.widget)
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].label = "Describe the picture"
            self.fields["description"].help_text = "What someone who cannot see it should know."

    def save(self, commit: bool = True) -> Any:
        """Keep it, and note what of it could not be kept."""
        saved = super().save(commit=commit)
        file, noted = self.cleaned_data.get("file"), _not_kept.get()
        if isinstance(file, DrawnAfresh) and noted is not None:
            noted.extend(sentences(file.losses))
        return saved


def _drawn_afresh(upload: UploadedFile[bytes]) -> UploadedFile[bytes]:
    """A PNG or WebP stays one, for what one can see through; every other picture becomes a JPEG."""
    upload.seek(0)
    picture = _cleaned(upload)
    kind = filetype.guess(BytesIO(picture.content))
    drawn = DrawnAfresh(f"{PurePath(upload.name or 'picture').stem}.{kind.extension}", picture.content, kind.mime)
    drawn.losses = picture.losses
    return drawn


def _cleaned(upload: UploadedFile[bytes]) -> CleanPicture:
    """The picture, if there is a turn for it now: an editor's request does not wait. Raises ``PictureRefused``."""
    try:
        return clean(upload, side=WIDEST, same_kind=True, patience=0)
    except NoTurn:
        raise PictureRefused("Two other pictures are being looked at. Send yours again in a moment.") from None
