"""The website's nouns: pages, the news, the catalogue of services and vacancies."""

from .catalogue import PageCheck, ServiceIndexPage, ServicePage
from .embedding import EmbeddingDay, EmbeddingPlace
from .feedback import FeedbackTheme, PageFeedback, YouSaid
from .news import NewsIndexPage, NewsPage, Takedown
from .pages import ContactPage, HomePage, TextPage
from .site_notices import SiteNotice
from .vacancies import VacancyIndexPage, VacancyPage
from .versions import PublicVersion

__all__ = [
    "ContactPage",
    "EmbeddingDay",
    "EmbeddingPlace",
    "FeedbackTheme",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PageCheck",
    "PageFeedback",
    "PublicVersion",
    "ServiceIndexPage",
    "ServicePage",
    "SiteNotice",
    "Takedown",
    "TextPage",
    "VacancyIndexPage",
    "VacancyPage",
    "YouSaid",
]
