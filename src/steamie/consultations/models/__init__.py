"""The rows of consultations and projects."""

from .consultations import AnswerPart, Consultation, ConsultationAnswer, ConsultationQuestion, WhoIsAsked
from .projects import Gathering, Project, TenantApproval

__all__ = [
    "AnswerPart",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationQuestion",
    "Gathering",
    "Project",
    "TenantApproval",
    "WhoIsAsked",
]
