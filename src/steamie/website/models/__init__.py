"""The website's nouns: pages, the news, the catalogue of services, and visits."""

from .catalogue import PageCheck, ServiceIndexPage, ServicePage
from .news import NewsIndexPage, NewsPage, Takedown
from .pages import ContactPage, Emergency, HomePage, TextPage
from .vacancies import VacancyIndexPage, VacancyPage
from .visits import PageView, RecentCaller, Visit

__all__ = [
    "ContactPage",
    "Emergency",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PageCheck",
    "PageView",
    "RecentCaller",
    "ServiceIndexPage",
    "ServicePage",
    "Takedown",
    "TextPage",
    "VacancyIndexPage",
    "VacancyPage",
    "Visit",
]
