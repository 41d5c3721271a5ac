"""Reproach, groups and homes that go by a name are asked about; their harmless twins are left (S-66 to S-68)."""

from __future__ import annotations

import pytest

from steamie.rules.wording import DEFAULT_LISTS, check

ASKED = {
    "confrontational": [
        "If you hadn't left your door unlocked you wouldn't have been burgled, simple as that",
        "Women walking home late should think about what they are wearing and stay sober",
        "Mould complaints? Try cleaning once in a while before you call us",
        "Anyone cold this winter should have budgeted better",
        "You want the lift fixed? Then stop breaking it.",
        "The councillor is talking nonsense and should check his facts before he opens his mouth",
        "No wonder the flat is damp, look at the state of it",
        "We're not running a hotel. There's the door.",
        "Who leaves a bike on the landing these days?",
        "She'd have been fine if she'd just stayed in the house",
        "A bit of housework and the mould would be away",
        "A standing ovation for whoever put nappies in the paper bin",
        "The factor is a crook and always has been",
    ],
    "offensive": [
        "Typical tinkers, left the site like a midden",
        "Those people from over there don't wash, that's why the stair smells",
        "Families like that bring down the tone of the street.",
        "Foreigners get the keys and our own kids get the couch",
        "Catch yourself on, ya wee clown",
    ],
    "address": ["Close 212, flat 3F1, Gorgie Road had the chip pan fire on Monday"],
    "house": ["Mrs Baird, The Old Smiddy, Carnbeg, has had her stair lift fitted"],
    "phone": ["Ring Donnie: oh seven seven double-one, four two nine, three zero five"],
    "bank": ["His Monzo is 04 00 04 then 71 22 30 19"],
    "birth": ["Applicant, date o birth twelfth of June nineteen seventy three"],
    "named": ["Scott Pirie is on a tag so don't ask him to the five-a-sides after seven"],
}
TWINS = [
    "If you had a repair done this month, tell us how it went.",
    "No wonder people love the choir: come and hear why.",
    "You want a say in the rent? Then get in touch by Friday.",
    "Feel free to leave your old tins in the box by the door.",
    "Are you deaf or hard of hearing? We can book a signer for any visit.",
    "Can you read to children? The library needs volunteers on Thursdays.",
    "The lift is out of order. Parts come on Tuesday. We are sorry.",
    "Those families in the new homes on Shore Road moved in this week: welcome!",
    "The usual women's group meets at ten on Wednesday.",
    "Women should not have to feel afraid. Here is who can help.",
    "Check your facts sheet came with your tenancy pack.",
    "Everyone should think about what they would save first: join our fire safety talk.",
    "The Old Schoolhouse, our new community hub, opens on 2 April.",
    "We can lend you tools for the garden.",
    "Watch it on YouTube, or you tube it, as Jessie says.",
    "Wee clowns and face painters at the fun day!",
    "An absolute banger of a tune from the band.",
    "It would have been fine if we had come on Monday. Sorry.",
    "A big hand for the bakers, and a medal for whoever found the cat.",
    "Great to see the old bank used as a hub for families.",
    "Damp? Ring us. Cold? Ring us. We would rather know.",
    "We are a charity: what we earn goes into homes.",
]


def rules_found(text: str) -> set[str]:
    return {finding.rule for finding in check(text, lists=DEFAULT_LISTS)}


@pytest.mark.parametrize("rule", ASKED)
def test_each_is_asked_about(rule: str) -> None:
    assert [text for text in ASKED[rule] if rule not in rules_found(text)] == []


def test_their_twins_are_left() -> None:
    assert {text: rules_found(text) for text in TWINS if rules_found(text)} == {}
