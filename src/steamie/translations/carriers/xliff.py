"""XLIFF 1.2, which translators' programs read; 2.0 is read too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from steamie.people.refusals import NotReady, Problem
from steamie.rules.written_languages import ENGLISH, WrittenLanguage
from steamie.translations.sources import TranslatedText

from .carried import Carried

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
UNITS = ("trans-unit", "segment")  # of 1.2 and of 2.0
REFUSED = "This is not an XLIFF file that this desk can open. Ask for XLIFF 1.2, Word or CSV."


def write(text: TranslatedText, language: WrittenLanguage, words: Sequence[str]) -> bytes:
    """A file with every part, and what is translated already."""
    from lxml import etree  # noqa: PLC0415 -- four megabytes, for the few files that translators' programs write

    root = etree.Element(f"{{{SPACE}}}xliff", version="1.2", nsmap={None: SPACE})
    head = {"original": text.name, "source-language": ENGLISH, "target-language": language.tag, "datatype": "plaintext"}
    body = etree.SubElement(etree.SubElement(root, f"{{{SPACE}}}file", head), f"{{{SPACE}}}body")
    for number, (segment, translated) in enumerate(zip(text.segments, words, strict=True), start=1):
        unit = etree.SubElement(body, f"{{{SPACE}}}trans-unit", id=str(number))
        etree.SubElement(unit, f"{{{SPACE}}}source").text = segment.text
        etree.SubElement(unit, f"{{{SPACE}}}target").text = translated
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def read(content: bytes) -> Carried:
    """The pairs of a file. Nothing outside of it is fetched, and one with definitions of its own is refused."""
    from lxml import etree  # noqa: PLC0415 -- as above

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotReady([Problem(REFUSED, "file")]) from None
    if root.getroottree().docinfo.doctype or etree.QName(root).localname != "xliff":
        raise NotReady([Problem(REFUSED, "file")])
    pairs = [
        (_words(unit, "source"), _words(unit, "target"))
        for unit in root.iter(etree.Element)
        if etree.QName(unit).localname in UNITS
    ]
    tags = [root.get("trgLang", ""), *(one.get("target-language", "") for one in root.iter(f"{{{SPACE}}}file"))]
    return Carried(pairs, next(filter(None, tags), ""))


def _words(unit: Any, name: str) -> str:
    child = next((one for one in unit if str(one.tag).rpartition("}")[2] == name), None)
    return "" if child is None else "".join(child.itertext())
