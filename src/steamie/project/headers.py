"""Headers that no library of ours sets."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

NOTHING = "accelerometer browsing-topics camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
PERMISSIONS = ", ".join([*(f"{name}=()" for name in NOTHING.split()), "publickey-credentials-get=(self)"])


METHODS = ["GET", "HEAD", "OPTIONS", "POST"]


def known_methods(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whatever else a program may send, such as TRACE or a word of its own, no page of ours takes for looking."""

    def answered(request: HttpRequest) -> HttpResponse:
        return get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return answered


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No page of ours, and nothing in it, may use camera, microphone, place and the like; passkeys are for signing in."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response

    return answered
