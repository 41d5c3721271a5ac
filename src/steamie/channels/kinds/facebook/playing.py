"""Playing a resident on a stand-in of Facebook, for a rehearsal. Nothing here ever calls Facebook itself."""

from __future__ import annotations

import httpx

from steamie.channels.contract import Refused, Unknown, on_this_machine

from .client import PATIENCE


def play(address: str, transport: httpx.BaseTransport | None, post: str, words: str, name: str) -> str:
    """A comment under a post of the stand-in; its number."""
    if not on_this_machine(address):
        raise Refused("A rehearsal is played on a stand-in only. This is the real Facebook.")
    body = {"post": post, "say": [{"text": words, "author": f"rehearsal-{name}", "name": name}]}
    try:
        with httpx.Client(base_url=address, transport=transport, timeout=PATIENCE, trust_env=False) as line:
            answer = line.post("/_control/residents", json=body)
            return str(answer.raise_for_status().json()["comments"][0])
    except (httpx.HTTPError, KeyError, IndexError, ValueError) as problem:
        raise Unknown("The stand-in did not play this.", detail=type(problem).__name__) from None
