"""The website's nouns: pages, the news, the catalogue of services and vacancies."""

from .catalogue import PageCheck, ServiceIndexPage, ServicePage
from .news import NewsIndexPage, NewsPage, Takedown
from .pages import ContactPage, Emergency, HomePage, TextPage
from .vacancies import VacancyIndexPage, VacancyPage
from .versions import PublicVersion

__all__ = [
    "ContactPage",
    "Emergency",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PageCheck",
    "PublicVersion",
    "ServiceIndexPage",
    "ServicePage",
    "Takedown",
    "TextPage",
    "VacancyIndexPage",
    "VacancyPage",
]
