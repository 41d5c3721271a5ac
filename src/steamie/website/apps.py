"""Website: the public site, its news, and the website channel."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Website: the public site, its news, and the website channel."""

    name = "steamie.website"
