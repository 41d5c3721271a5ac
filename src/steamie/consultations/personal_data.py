"""What consultations and projects hold about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you answer a consultation",
        what="Your answers; and your household’s tenancy number if you answer from your account or on a numbered sheet.",
        why="So that each household counts once, and we know what people want.",
        how_long=NO_END,
        columns=("consultations.AnswerPart.*", "consultations.ConsultationAnswer.submission"),
    ),
    Holding(
        whose="If you read something of ours and approve it with other tenants",
        what="Your name. The public sees how many you were, and when.",
        why="So that “approved by tenants” can be shown to be true.",
        how_long=NO_END,
        columns=("consultations.TenantApproval.names",),
    ),
)
