"""The rows of consultations and projects."""

from .consultations import AnswerPart, Asked, Consultation, ConsultationAnswer, ConsultationQuestion
from .projects import Gathering, Project, TenantApproval

__all__ = [
    "AnswerPart",
    "Asked",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationQuestion",
    "Gathering",
    "Project",
    "TenantApproval",
]
