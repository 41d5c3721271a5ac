"""The bytes of a picture, as they were when somebody approved them: compared with their digest whenever they leave us."""

from __future__ import annotations

import hashlib

from steamie.files.models import Picture


class PictureAltered(Exception):
    """The file of a picture is gone, or is not the one that was kept. Its bytes must not leave.

    ``actual_digest``: the digest of the file as it now is; empty when there is none.
    """

    def __init__(self, picture: Picture, actual_digest: str) -> None:
        super().__init__(
            "The file of its picture is not the one that was approved. A person must look: take the picture out, add it "
            "again, and have the post approved."
        )
        self.picture, self.actual_digest = picture, actual_digest


def verified_bytes(picture: Picture) -> bytes:
    """The stored bytes, if they are those whose digest was kept. Raises ``PictureAltered``."""
    try:
        with picture.file.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        raise PictureAltered(picture, "") from None
    actual_digest = hashlib.sha256(content).hexdigest()
    if actual_digest != picture.digest:
        raise PictureAltered(picture, actual_digest)
    return content
