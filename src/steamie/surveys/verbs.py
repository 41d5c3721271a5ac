"""What is recorded about surveys. An answer is in the record by the wave it belongs to, never by itself."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"surveys.surveywave": "survey wave"})
class Verb(RoomVerb):
    """The events of this room."""

    MAKE_A_SURVEY = "make a survey", "wrote {}", "wrote a survey"
    ADD_A_QUESTION = "add a question", "added a question to {}", "added a question to a survey"
    REMOVE_A_QUESTION = "remove a question", "took a question out of {}", "took a question out of a survey"
    OPEN_A_WAVE = "open a wave", "opened {}", "opened a survey"
    CLOSE_A_WAVE = "close a wave", "closed {}", "closed a survey"
    ANSWER_A_SURVEY = "answer a survey", "answered {}", "answered a survey"
    OPEN_A_POLL = "open a poll", "put {} to a group", "put a question to a group"
    ANSWER_A_POLL = "answer a poll", "answered {}", "answered a question put to a group"
    ENTER_AN_ANSWER = "enter an answer", "entered an answer to {}", "entered somebody’s answers"
    BRING_IN_ANSWERS = "bring in answers", "brought in answers to {}", "brought in answers from a sheet"
    COUNT_AN_ANSWER = "count an answer", "decided about an answer to {}", "decided whether an answer counts"
    FORGET_ANSWERS = "forget answers", "threw away the single answers of {}", "threw away the single answers of a survey"
