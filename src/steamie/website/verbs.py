"""What is recorded about the website."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(
    subjects={
        "website.servicepage": "service page",
        "website.homepage": "page",
        "website.page": "page",
        "website.pagefeedback": "feedback",
        "website.yousaid": "“You said, we did”",
        "website.sitenotice": "notice",
        "website.embeddingplace": "website",
    }
)
class Verb(RoomVerb):
    """The events of this room."""

    BUILD_SITE = "build site", "built the website"
    CHECK_PAGE = "check page", "looked again at {}", "looked again at a page of the website"
    PUBLISH_PAGE = "publish page", "published {} of the website", "published a page of the website"
    SCHEDULE_PAGE = "schedule page", "set a time for {} of the website", "set a time for a page of the website"
    UNSCHEDULE_PAGE = (
        "unschedule page",
        "took back the time set for {} of the website",
        "took back the time set for a page of the website",
    )
    UNPUBLISH_PAGE = "unpublish page", "took {} off the website", "took a page off the website"
    RENAME_PAGE = "rename page", "renamed {} of the website", "renamed a page of the website"
    DEAL_WITH_FEEDBACK = "deal with feedback", "dealt with {} on a page", "dealt with feedback on a page"
    TELL_WHAT_WE_DID = "tell what we did", "put {} on the website", "told everybody what was done"
    ALLOW_A_PLACE = "allow a place", "let {} show our form", "let another website show our form"
    END_A_PLACE = "end a place", "let {} show our form no longer", "let a website show our form no longer"
    SHOW_A_NOTICE = "show a notice", "put {} on every page of the website", "put a notice on every page of the website"
    END_A_NOTICE = "end a notice", "took {} off the website", "took a notice off the website"
    TAKE_DOWN_WHAT_WE_DID = "take down what we did", "took {} off the website", "took down what was done"
