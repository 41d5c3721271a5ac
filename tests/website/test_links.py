"""No link on the site leads nowhere."""

from __future__ import annotations

import re
from importlib import resources

from django.core.cache import cache
from django.test import Client

from steamie.channels import registry
from steamie.evidence.actors import SETUP
from steamie.strategy import shipped
from steamie.strategy.actions import load_edition
from steamie.strategy.models import Edition
from steamie.website.channel import Website
from steamie.website.models import HomePage
from steamie.website.models.catalogue import audiences_in_force
from tests.surroundings import THOROUGH

PAPER, ENOUGH = "/formats/pdf/", 3  # each page has one, set in type when it is asked for: a run asks for so many of them


def test_every_link_of_ours_answers(home: HomePage, resident: Client) -> None:
    document = resources.files("steamie.strategy") / "documents" / "f08.toml"
    load_edition(source=document.read_text(), by=SETUP)
    waiting, seen, papers = ["/"], {"/"}, 0
    while waiting:
        address = waiting.pop()
        papers += address.startswith(PAPER)
        if address.startswith(PAPER) and papers > ENOUGH and not THOROUGH:
            continue
        cache.clear()  # each link is followed by somebody else: one person may not have every page made as a PDF at once
        answer = resident.get(address)
        assert answer.status_code in (200, 302), (address, answer.status_code)
        for close in answer._resource_closers:  # not answer.close(): that would close this test's database too
            close()
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        for found in re.findall(r'href="(/[^"#]*|\?[^"#]*)', answer.content.decode()):
            target = address.split("?")[0] + found if found.startswith("?") else found
            if target not in seen and not target.startswith(("/static/", "/media/")):
                seen.add(target)
                waiting.append(target.replace("&amp;", "&"))

    assert len(seen) > 30
    assert papers > ENOUGH


def test_the_register_of_kinds_knows_the_website() -> None:
    assert registry.kind("website") is Website


def test_audiences_are_those_of_the_strategy(strategy: Edition) -> None:
    assert audiences_in_force() == [(one.code, one.label) for one in shipped.document().audiences]
