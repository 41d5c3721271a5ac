"""What the server says when it will not: a name, a sentence and a status, as its protocol has them."""

from __future__ import annotations


class Refusal(Exception):
    """An error of the protocol (XRPC)."""

    def __init__(self, name: str, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.name, self.message, self.status = name, message, status

    @property
    def body(self) -> dict[str, str]:
        """As it is sent."""
        return {"error": self.name, "message": self.message}


def invalid(message: str) -> Refusal:
    """The request makes no sense."""
    return Refusal("InvalidRequest", message)


def internal() -> Refusal:
    """Something went wrong at the server; what was asked may have been done."""
    return Refusal("InternalServerError", "Internal Server Error", status=500)


def expired() -> Refusal:
    """A session that must be refreshed."""
    return Refusal("ExpiredToken", "Token has expired")


def bad_token() -> Refusal:
    """A session that never was, or was ended."""
    return Refusal("InvalidToken", "Token could not be verified")


def wrong_password() -> Refusal:
    """The handle or the password is wrong, or the password was revoked."""
    return Refusal("AuthenticationRequired", "Invalid identifier or password", status=401)


def throttled() -> Refusal:
    """Too many calls."""
    return Refusal("RateLimitExceeded", "Rate Limit Exceeded", status=429)


def not_there(uri: str) -> Refusal:
    """No such record."""
    return Refusal("RecordNotFound", f"Could not locate record: {uri}")
