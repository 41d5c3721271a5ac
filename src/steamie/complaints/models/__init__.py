"""What complaints keep."""

from .complaints import Complaint, Representative
from .learning import ComplaintLearning
from .stages import ComplaintStage, StageExtension, StageSuspension

__all__ = ["Complaint", "ComplaintLearning", "ComplaintStage", "Representative", "StageExtension", "StageSuspension"]
