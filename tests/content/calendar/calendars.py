"""Six content calendars as people keep them, each of another make. The words are our own; the columns are as such sheets have."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence

import openpyxl


def xlsx(*lines: Sequence[object], merge: Sequence[str] = ()) -> bytes:
    """A workbook with one table."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(list(line))
    for cells in merge:
        book.active.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(*lines: Sequence[str]) -> bytes:
    """An OpenDocument sheet of words."""
    rows = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in line)
        + "</table:table-row>"
        for line in lines
    )
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Plan">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
        packed.writestr("content.xml", content)
    return out.getvalue()


# A scheduler's upload: one column for day and time, no headline, a link, everything everywhere.
SCHEDULER = (
    "Date,Message,Link\n"
    "15/02/2027 09:30,Your repairs line is open on Monday. Call us first.,www.example.org/repairs\n"
    "18/02/2027 14:00,The lunch club meets at the hall. Soup for all.,\n"
)
# A planner with the caption, the networks in one cell, and a picture that no sheet can hold.
PLANNER = (
    "Post Date;Post Time;Social Network;Caption;Hashtags;Media URL;Status\n"
    "Feb 22, 2027;9:00 AM;Facebook;Boiler checks start this week.;#home #safety;https://example.org/a.jpg;Draft\n"
    "Feb 24, 2027;1:15 PM;Facebook, Instagram;Our choir sings on Friday.;#local;https://example.org/b.jpg;Approved\n"
)
# A workbook with title rows, a day merged over its platforms, and real dates and times.
WORKBOOK = xlsx(
    ["Social media calendar 2027"],
    [],
    ["Date", "Time", "Platform", "Topic", "Copy", "Campaign", "Owner"],
    [
        datetime.date(2027, 3, 2),
        datetime.time(10, 0),
        "Facebook",
        "Rent help",
        "Worried about rent? Talk to us.",
        "Spring",
        "Ailsa",
    ],
    [None, datetime.time(10, 0), "Website", "Rent help", "Worried about rent? Here is who can help.", "Spring", "Ailsa"],
    [
        datetime.date(2027, 3, 4),
        datetime.time(12, 0),
        "Facebook",
        "Garden day",
        "Bring a spade to the back court.",
        "Spring",
        "Rab",
    ],
    merge=["A4:A5"],
)
# A marketing team's sheet in the American order, one row showing it.
AMERICAN = (
    "Publish Date,Time (GMT),Channel,Content Type,Title,Post Copy,URL,Image\n"
    "03/02/2027,10:00,Facebook,Information,Bin days,New bin days start on Monday.,example.org/bins,bins.png\n"
    "03/15/2027,10:00,Facebook,News,Award,We won an award for our new homes.,,\n"
)
# A council's table in OpenDocument: a column for each platform, days as people say them.
COUNCIL = ods(
    ["Planned posts, spring"],
    ["Week", "Day", "Subject", "Facebook Page", "Website", "Responsible"],
    ["9", "Mon 1 March 2027", "Polling places", "Where do you vote?", "Where do you vote? Here is the list.", "Democracy team"],
    ["9", "3rd of March 2027", "Library hours", "The library opens late on Thursdays.", "", "Culture team"],
)
# A club secretary's list: no time, no platform, what it is about and what to say, saved by an old Windows program.
SECRETARY = (
    "When,What,Text,Credit\n5-Apr,Café morning,It’s on again – come along.,Lunch club\n12-Apr,Quiz,Bring your brains.,Forum\n"
).encode("cp1252")

SIX = {
    "scheduler.csv": SCHEDULER.encode(),
    "planner.csv": PLANNER.encode(),
    "workbook.xlsx": WORKBOOK,
    "american.csv": AMERICAN.encode(),
    "council.ods": COUNCIL,
    "secretary.csv": SECRETARY,
}
