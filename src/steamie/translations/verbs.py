"""What is recorded about translations. Who translated stands in the translation, not here."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"translations.translation": "translation", "translations.offeredlanguage": "language"})
class Verb(RoomVerb):
    """The events of this room."""

    OFFER_A_LANGUAGE = "offer a language", "offered {} on the website", "offered a language on the website"
    END_A_LANGUAGE = "end a language", "stopped offering {}", "stopped offering a language"
    BRING_IN_A_TRANSLATION = "bring in a translation", "brought in {}", "brought in a translation"
    SEND_FOR_CHECKING = "send a translation for checking", "gave {} to be checked", "gave a translation to be checked"
    APPROVE_A_TRANSLATION = "approve a translation", "approved {}", "approved a translation"
    TAKE_DOWN_A_TRANSLATION = "take down a translation", "took down {}", "took down a translation"
