"""Files: pictures: one way in, cleaned apart, private until they are public."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files: pictures: one way in, cleaned apart, private until they are public."""

    name = "steamie.files"
