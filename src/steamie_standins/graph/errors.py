"""Errors in the shape Facebook gives them. Decide on ``code``: the HTTP status is only sometimes telling."""

from __future__ import annotations

from typing import Any


class GraphError(Exception):
    """One refusal, with Facebook's own code, subcode and type."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        subcode: int = 0,
        kind: str = "OAuthException",
        status: int = 400,
        transient: bool = False,
        shown: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(message)
        self.code, self.subcode, self.kind, self.status = code, subcode, kind, status
        self.message, self.transient, self.shown = message, transient, shown

    def body(self, trace: str) -> dict[str, Any]:
        """The JSON object of the answer."""
        error: dict[str, Any] = {"message": self.message, "type": self.kind, "code": self.code}
        if self.subcode:
            error["error_subcode"] = self.subcode
        if self.transient or self.shown[0]:
            error["is_transient"] = self.transient
        if self.shown[0]:
            error["error_user_title"], error["error_user_msg"] = self.shown
        return {"error": error | {"fbtrace_id": trace}}


def invalid(message: str, *, subcode: int = 0, shown: tuple[str, str] = ("", "")) -> GraphError:
    """Code 100: a parameter is wrong, and will stay wrong."""
    return GraphError(100, f"(#100) {message}", subcode=subcode, shown=shown)


def missing(identifier: str, method: str) -> GraphError:
    """No such object, or none that this token may see: Facebook does not say which."""
    return GraphError(
        100,
        f"Unsupported {method.lower()} request. Object with ID '{identifier}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation. Please read the Graph API documentation at "
        "https://developers.facebook.com/docs/graph-api",
        subcode=33,
        kind="GraphMethodException",
    )


def unknown_path(path: str) -> GraphError:
    """A version or a path that Facebook never had."""
    return GraphError(2500, f"Unknown path components: /{path.lstrip('/')}")


_DEATHS = {
    458: "The user has not authorized application {app}.",
    459: "You cannot access the app till you log in to www.facebook.com and follow the instructions given.",
    460: "The session has been invalidated because the user changed their password or Facebook has changed the session for "
    "security reasons.",
    463: "Session has expired on {when}. The current time is {now}.",
    464: "Sessions for the user are not allowed because the user is not a confirmed user.",
    467: "The session is invalid because the user logged out.",
    492: "The user must be an administrator, editor, or moderator of the page in order to impersonate it. If the page business "
    "requires Two Factor Authentication, the user also needs to enable Two Factor Authentication.",
}


def dead_token(subcode: int, *, app: str = "", when: str = "earlier", now: str = "now") -> GraphError:
    """Code 190: the token no longer works, and the subcode says why."""
    why = _DEATHS[subcode].format(app=app, when=when, now=now)
    return GraphError(190, f"Error validating access token: {why}", subcode=subcode)


def unreadable_token() -> GraphError:
    """Code 190 without a subcode: not a token at all."""
    return GraphError(190, "Invalid OAuth access token - Cannot parse access token")


def page_token_needed() -> GraphError:
    """A user token where only the Page's own will do."""
    return GraphError(190, "This method must be called with a Page Access Token", subcode=2069032)


def may_not_post() -> GraphError:
    """Code 200: posting to a Page without the Page's token or its permissions."""
    return GraphError(
        200,
        "(#200) If posting to a group, requires app being installed in the group, and either publish_to_groups permission with "
        "user token, or both pages_read_engagement and pages_manage_posts permission with page token; If posting to a page, "
        "requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission",
        status=403,
    )


def needs_permission(permission: str) -> GraphError:
    """Code 10: this reading needs a permission that was not granted."""
    return GraphError(
        10,
        f"(#10) This endpoint requires the '{permission}' permission or the 'Page Public Content Access' feature. Refer to "
        "https://developers.facebook.com/docs/apps/review/login-permissions for details.",
        status=403,
    )


def throttled(code: int) -> GraphError:
    """The three ways of saying: too many calls."""
    words = {
        4: "(#4) Application request limit reached",
        17: "(#17) User request limit reached",
        32: "(#32) Page request limit reached",
        613: "(#613) Calls to this api have exceeded the rate limit.",
        80001: "(#80001) There have been too many calls to this Page account. Wait a bit and try again. For more info, please "
        "refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.",
    }
    return GraphError(code, words[code], subcode=2446079 if code > 80000 else 0, status=400 if code > 80000 else 403)


def duplicate(code: int = 506) -> GraphError:
    """Facebook believes that this was said a moment ago. It is sometimes mistaken."""
    if code == 506:
        shown = ("Duplicate Status Update", "This status update is identical to the last one you posted.")
        return GraphError(506, "(#506) Duplicate status message", shown=shown)
    shown = ("Already posted", "It looks like you have already posted this.")
    return GraphError(
        368, "The action attempted has been deemed abusive or is otherwise disallowed", subcode=1404082, shown=shown
    )


def unknown_error(code: int = 1) -> GraphError:
    """Codes 1 and 2: something went wrong, and nobody says whether it was done."""
    words = {1: "An unknown error occurred", 2: "An unexpected error has occurred. Please retry your request later."}
    return GraphError(code, words[code], status=500, transient=code == 2)
