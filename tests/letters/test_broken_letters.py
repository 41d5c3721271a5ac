"""Letters that programs and relays broke on the way are read as they were meant."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.letters.mime.letters import NotReadable, read

FROM = b"From: Jean <jean@example.org>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
PLAIN = b"Content-Type: text/plain; charset=utf-8"
IN_BASE64 = PLAIN + b"\r\nContent-Transfer-Encoding: base64"
PARTS = b"--B\r\nContent-Type: text/plain\r\n\r\nHello\r\n--B--"


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1", "It’s £5 …".encode("cp1252"), "It’s £5 …"),
        (b"Content-Type: text/plain; charset=gb2312", "你好 镕".encode("gb18030"), "你好 镕"),
        (b"Content-Type: text/plain; charset=shift_jis", "①".encode("cp932"), "①"),
        (IN_BASE64, base64.b64encode(b"Help me please, damp!")[:-3], "Help me please, da"),
        (
            IN_BASE64,
            base64.encodebytes(b"My boiler is off") + b"\r\n-- \r\nSent by a list\r\n",
            "My boiler is off\n-- \nSent by a list",
        ),
        (b"Content-Type: multipart/mixed; boundary=C", PARTS, "Hello"),
        (b"Content-Type: multipart/mixed", PARTS, "Hello"),
        (b"Content-Type: multipart/mixed", b"Hello there\r\n", "Hello there"),
        (
            PLAIN + b"; format=flowed",
            b"One line \r\nthat goes \r\non.\r\n> a \r\n> b\r\nc\r\n",
            "One line that goes on.\n> a b\nc",
        ),
        (PLAIN + b"; format=flowed; delsp=yes", b"cut \r\nword\r\n", "cutword"),
        (b"Content-Type: text/markdown", b"# Hi", "# Hi"),
        (b"Content-Type: text/enriched", b"<bold>Hi</bold>", "Hi"),
    ],
)
def test_the_words_are_read_as_they_were_meant(kind: bytes, content: bytes, words: str) -> None:
    letter = read(FROM + kind + b"\r\n\r\n" + content)
    assert (letter.words, letter.attachments) == (words, ())


def test_a_comma_in_a_name_without_quotes_hides_nobody() -> None:
    head = read(b"From: Reid, Jean <jean@example.org>\r\nSubject: x\r\n\r\nhi").head
    assert (head.sender, head.sender_name, head.senders) == ("jean@example.org", "Reid, Jean", 1)


@pytest.mark.parametrize("before", [b"\r\n", b"\n\n", b"\xef\xbb\xbf"])
def test_what_a_relay_put_before_the_head_is_passed_over(before: bytes) -> None:
    letter = read(before + FROM + b"\r\nbody")
    assert (letter.head.sender, letter.words) == ("jean@example.org", "body")


@given(st.binary(max_size=300), st.sampled_from([IN_BASE64, PLAIN + b"; format=flowed", b"Content-Type: multipart/mixed"]))
def test_whatever_stands_there_is_read_or_refused(content: bytes, kind: bytes) -> None:
    try:
        read(FROM + kind + b"\r\n\r\n" + content)
    except NotReadable:
        return
