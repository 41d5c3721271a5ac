"""What forms of the website hold about people, besides their case."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you report a repair",
        what="What makes it urgent (a small child, illness, no heating), when we can come, and what to know at the door.",
        why="So that the most urgent comes first and somebody comes when you are in.",
        how_long=NO_END,
        columns=(
            "services.RepairRequest.urgent_because",
            "services.RepairRequest.visits",
            "services.RepairRequest.at_the_door",
        ),
    ),
    Holding(
        whose="If you send us photos of a repair",
        what="The photos, without where and when they were taken.",
        why="So that whoever comes knows what to bring.",
        how_long="A day if you do not send the report. " + NO_END,
        columns=("services.RepairPhoto.name",),
    ),
    Holding(
        whose="If your repair goes to our repairs system",
        what="The number of the job there, and what that system answered.",
        why="So that we know that somebody has it.",
        how_long=NO_END,
        columns=("services.HandOver.job", "services.HandOver.why", "services.HandOverStep.why"),
    ),
    Holding(
        whose="If you live in one of our homes",
        what="The address of each home, with its property number.",
        why="So that a repair goes to the right door.",
        how_long="Until we bring in a newer list.",
        columns=("services.Home.*",),
    ),
    Holding(
        whose="If you applied for a home",
        what="Your application’s reference, where it stands, and two digests that say whether the postcode or phone you type "
        "is yours. Your name and address do not stand there.",
        why="So that you can look where it stands, and nobody else can.",
        how_long="Until we bring in a newer list; the file that we bring it in from, a day at most.",
        columns=("services.HousingApplication.*", "services.ApplicationSheet.name", "services.ApplicationSheet.reading"),
    ),
    Holding(
        whose="If we pass you on to somebody who helps",
        what="To whom and what for, with your yes, and what became of it.",
        why="So that somebody asks when you hear nothing.",
        how_long=NO_END,
        columns=("services.Referral.to", "services.Referral.why", "services.Referral.outcome_words"),
    ),
)

holds(
    Holding(
        whose="If your home has damp or mould, or we come to repair it",
        what="How much there is, who at home is at risk if you ticked it, what was found and done, what we wrote to you, "
        "when nobody could let us in, and what was paid.",
        why="So that we keep the days that the law sets, come to those at risk first, and can show what was done.",
        how_long=NO_END,
        columns=(
            "services.DampMatter.size",
            "services.DampMatter.at_risk",
            "services.DampDuty.words",
            "services.Investigation.findings",
            "services.Investigation.remote_because",
            "services.AccessAttempt.words",
            "services.DampSummary.parts",
            "services.DampSummary.layout",
            "services.DampSummary.sent_to",
            "services.DelayNotice.words",
            "services.DelayNotice.meanwhile",
            "services.AccessPause.words",
        ),
    ),
    Holding(
        whose="If you look at damp for us, or are called to repair",
        what="Your name, and what makes you fit to look at damp.",
        why="The law asks for a named person who is fit to look.",
        how_long=NO_END,
        columns=(
            "services.Investigation.looked_by",
            "services.Investigation.competence",
            "services.QualifyingRepair.second_contractor",
        ),
        of_the_public=False,
    ),
)
