"""Strategies as offices keep them: tables, text boxes, tracked changes, columns, heads and feet, old encodings."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from steamie.strategy.importing import extract, page_furniture

W = nsdecls("w")


def saved(document: docx.document.Document) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def words_of(document: docx.document.Document) -> list[str]:
    return [one.words for one in extract.read("policy.docx", saved(document))]


def test_tracked_changes_are_read_as_if_accepted() -> None:
    document = docx.Document()
    document.add_heading("Policy", 1)
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:p {W}><w:r><w:t xml:space='preserve'>We will answer in </w:t></w:r>"
            "<w:del w:id='1' w:author='a'><w:r><w:delText>ten</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='a'><w:r><w:t>two</w:t></w:r></w:ins>"
            "<w:r><w:t xml:space='preserve'> days.</w:t></w:r></w:p>"
        ),
    )
    assert words_of(document) == ["Policy", "We will answer in two days."]


def test_text_boxes_and_content_controls_are_read_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>We will be kind.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    inside = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = document.element.body
    body.insert(0, parse_xml(f"<w:p {W} {mc}><w:r><w:t>Our promise.</w:t></w:r><w:r>{inside}</w:r></w:p>"))
    control = "<w:sdtContent><w:p><w:r><w:t>The board will review this each year.</w:t></w:r></w:p></w:sdtContent>"
    body.insert(1, parse_xml(f"<w:sdt {W}>{control}</w:sdt>"))
    assert words_of(document) == ["Our promise.", "We will be kind.", "The board will review this each year."]


def test_a_merged_cell_is_read_once_and_word_s_own_numbers_make_a_list() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "What we post"
    table.cell(1, 0).text = "We will post every week."
    table.cell(1, 1).text = "We will use pictures."
    numbered = (
        f"<w:p {W}><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>Staff will be trained.</w:t></w:r></w:p>"
    )
    document.element.body.insert(1, parse_xml(numbered))
    paragraphs = extract.read("policy.docx", saved(document))
    assert [one.words for one in paragraphs] == [
        "What we post",
        "We will post every week.",
        "We will use pictures.",
        "Staff will be trained.",
    ]
    assert [one.listed for one in paragraphs] == [False, False, False, True]


def test_a_cell_merged_with_a_row_that_is_not_there_is_read() -> None:
    cell = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>We will be open.</w:t></w:r></w:p></w:tc>"
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:tbl {W}><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>"))
    assert words_of(document) == ["We will be open."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_any_encoding_an_office_saves(encoding: str) -> None:
    text = "Social media policy\n\nWe’ll answer – always.\n"
    assert [one.words for one in extract.read("policy.txt", text.encode(encoding))] == [
        "Social media policy",
        "We’ll answer – always.",
    ]


def test_heads_feet_and_page_numbers_are_left_and_cut_words_joined() -> None:
    pages = [
        f"Social media policy\nPage {number} of 3\n\n1. We will answer in {number + 1} days and use our communi-\ncation plan.\n"
        f"\nWe plan for the long-\nterm.\nCommunication is an of\ufb01ce duty.\nOur Homes, {number}\n"
        for number in (1, 2, 3)
    ]
    text = page_furniture.rejoined("\n".join(page_furniture.without(pages)))
    assert text.count("Social media policy") == 1
    assert "Page 2 of 3" not in text
    assert text.count("We will answer in") == 3
    assert "communication plan" in text
    assert "long-term" in text
    assert "office duty" in text
