"""Letters that are hard to read, as they really come, and what must become of each. ``{REF}`` and ``{OURS}`` stand for the
reference of Shona's case and the number of a letter of ours in it; ``{THEIRS}`` for another letter's number."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from email.message import EmailMessage

from steamie.casework.models.mail import Became, Doubt

SHONA = "Shona Canary <shona.canary@example.org>"
STRANGER = "A Stranger <stranger@example.net>"
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@dataclass(frozen=True)
class Awkward:
    """A letter, and what becomes of it."""

    name: str
    content: bytes
    became: Became
    doubt: str = ""
    says: str = ""  # somewhere in the trail of its case, or in the reason why it is held
    kept_pictures: int = 0


def plain(body: str = "Are you open on Friday?", *, sender: str = STRANGER, subject: str = "A question", **headers: str) -> bytes:
    """A letter by hand, so that nothing puts it right."""
    lines = [f"From: {sender}"] if sender else []
    lines += [f"Subject: {subject}"] if subject else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in ({"Message_ID": "{THEIRS}"} | headers).items() if value]
    return "\r\n".join([*lines, "", body]).encode() + b"\r\n"


def made(subject: str = "A question", text: str = "Here it is.", **headers: str) -> EmailMessage:
    """A letter as a mail program makes one."""
    letter = EmailMessage()
    letter["From"], letter["Subject"], letter["Message-ID"] = STRANGER, subject, "{THEIRS}"
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    if text:
        letter.set_content(text)
    return letter


def multipart(kind: str, *parts: str, extra: str = "") -> bytes:
    """Parts put together by hand."""
    body = "".join(f"--cut\r\n{part}\r\n" for part in parts) + "--cut--\r\n"
    return plain(body, MIME_Version="1.0", Content_Type=f'multipart/{kind}; boundary="cut"{extra}')


def _html_only() -> bytes:
    html = "<html><style>p{color:red}</style><script>alert('x')</script><p>My <b>tap</b> drips &amp; drips.</p></html>"
    return plain(html, MIME_Version="1.0", Content_Type="text/html; charset=utf-8")


def _with(name: str, kind: str, content: bytes) -> bytes:
    letter = made()
    main, _, sub = kind.partition("/")
    letter.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return bytes(letter)


def with_photo() -> bytes:
    """A letter with a picture that can be kept."""
    return _with("damp.png", "image/png", PIXEL)


def _invitation() -> bytes:
    letter = made("Meeting", "Shall we meet?")
    letter.add_alternative("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", subtype="calendar")
    return bytes(letter)


def _nested() -> bytes:
    inner = made("Rent arrears", "You owe us nothing.")
    letter = made("Fwd: Rent arrears", "What does this mean?")
    letter.add_attachment(inner)
    return bytes(letter)


def _deep() -> bytes:
    start = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(40))
    return f"From: {STRANGER}\r\nSubject: Deep\r\nMessage-ID: {{THEIRS}}\r\nMIME-Version: 1.0\r\n{start}\r\nhello\r\n".encode()


def _delivery_status() -> bytes:
    text = "Content-Type: text/plain\r\n\r\nIt did not arrive."
    status = (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; shona.canary@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 No such user\r\n"
    )
    head = "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {OURS}\r\n"
    letter = multipart("report", text, status, head, extra="; report-type=delivery-status")
    return letter.replace(STRANGER.encode(), b"Mail Delivery <mailer-daemon@mx.example>")


def _receipt() -> bytes:
    text = "Content-Type: text/plain\r\n\r\nIt was opened."
    note = "Content-Type: message/disposition-notification\r\n\r\nDisposition: manual-action; displayed\r\n"
    return multipart("report", text, note, extra="; report-type=disposition-notification")


def _signed() -> bytes:
    text = "Content-Type: text/plain\r\n\r\nSigned words."
    sign = "Content-Type: application/pgp-signature; name=signature.asc\r\n\r\n-----BEGIN PGP SIGNATURE-----"
    return multipart("signed", text, sign)


def _encrypted() -> bytes:
    control = "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1"
    secret = "Content-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----"
    return multipart("encrypted", control, secret)


def _bomb() -> bytes:
    return multipart("mixed", *(f'Content-Type: image/png; name="{n}.png"\r\n\r\nx' for n in range(300)))


def _many_pictures() -> bytes:
    letter = made()
    for number in range(12):
        letter.add_attachment(PIXEL, maintype="image", subtype="png", filename=f"photo{number}.png")
    return bytes(letter)


ABOVE = "Yes please, Tuesday.\r\n\r\nOn Mon, 30 Nov 2026 at 10:00, Morag wrote:\r\n> Would Tuesday do?\r\n> Morag\r\n"
ANSWERS = {"In_Reply_To": "{OURS}", "References": "<other@elsewhere> {OURS}"}

AWKWARD = [
    Awkward("a plain letter", plain(), Became.OPENED, says="Are you open on Friday?"),
    Awkward("an answer above what it quotes", plain(ABOVE, sender=SHONA, **ANSWERS), Became.ADDED, says="Would Tuesday do?"),
    Awkward("an answer from a daughter's address", plain(**ANSWERS), Became.ADDED, says="another address: stranger@example.net"),
    Awkward("a reference, from their address", plain(sender=SHONA, subject="About {REF}"), Became.ADDED, says="open on Friday"),
    Awkward("a reference said small, with a space", plain(sender=SHONA, subject="case {ref}"), Became.ADDED),
    Awkward(
        "someone else's reference", plain(subject="Re: [{REF}] what did I write?"), Became.HELD, Doubt.THEIRS, "another address"
    ),
    Awkward("a reference heard wrong", plain(sender=SHONA, subject="About {WRONG}"), Became.OPENED),
    Awkward("no body", plain("", subject="Please phone me"), Became.OPENED, says="no words"),
    Awkward("nothing at all", plain("", subject=""), Became.HELD, Doubt.UNREADABLE, "nothing in it"),
    Awkward("no sender", plain(sender=""), Became.HELD, Doubt.SPAM, "no sender"),
    Awkward("a sender who is no address", plain(sender="undisclosed"), Became.HELD, Doubt.SPAM, "no sender"),
    Awkward("two Froms", b"From: b@example.org\r\n" + plain(), Became.HELD, Doubt.SPAM, "more than one sender"),
    Awkward("two senders in one From", plain(sender="a@example.org, b@example.org"), Became.HELD, Doubt.SPAM, "more than one"),
    Awkward("our own address", plain(sender="mail@pineview.example"), Became.HELD, Doubt.SPAM, "our own address"),
    Awkward("HTML only", _html_only(), Became.OPENED, says="My tap drips & drips."),
    Awkward("a charset nobody knows", plain("Grüße", Content_Type="text/plain; charset=klingon"), Became.OPENED, says="Grüße"),
    Awkward(
        "not the charset it claims",
        plain(MIME_Version="1.0", Content_Type="text/plain; charset=utf-8").replace(b"Friday?", "Café £5".encode("cp1252")),
        Became.OPENED,
        says="Café £5",
    ),
    Awkward(
        "winmail.dat", _with("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22"), Became.OPENED, says="Outlook packed it"
    ),
    Awkward("a document", _with("lease.pdf", "application/pdf", b"%PDF-1.4"), Became.OPENED, says="lease.pdf: It is no picture"),
    Awkward("a photo", with_photo(), Became.OPENED, kept_pictures=1),
    Awkward(
        "a photo that is none", _with("damp.jpg", "image/jpeg", b"MZ\x90\x00"), Became.OPENED, says="damp.jpg: This is not a"
    ),
    Awkward("an empty attachment", _with("empty.png", "image/png", b""), Became.OPENED, says="empty.png: It is empty"),
    Awkward("a name with folders", _with("..\\..\\etc/passwd", "text/csv", b"x"), Became.OPENED, says="passwd: It is no picture"),
    Awkward("more pictures than are kept", _many_pictures(), Became.OPENED, kept_pictures=10, says="photo11.png: More than 10"),
    Awkward("three hundred parts", _bomb(), Became.HELD, Doubt.UNREADABLE, "could not be read"),
    Awkward("parts in parts", _deep(), Became.HELD, Doubt.UNREADABLE, "could not be read"),
    Awkward("a letter in the letter", _nested(), Became.OPENED, says="You owe us nothing."),
    Awkward("a very long subject", plain(subject="Long " * 400), Became.OPENED),
    Awkward("right to left", plain("متى تفتحون؟", subject="سؤال \u202eabc"), Became.OPENED, says="متى تفتحون؟"),
    Awkward("emoji", plain("🛁💧 please", subject="🛁"), Became.OPENED, says="🛁💧"),
    Awkward("encoded words that are none", plain(subject="=?utf-8?B?%%%?= =?x?Q?=ZZ?= =?"), Became.OPENED),
    Awkward("line breaks in an encoded word", plain(subject="=?utf-8?Q?a=0D=0ABcc:_x=40example.org?="), Became.OPENED),
    Awkward("NULs", plain("be\x00fore"), Became.OPENED, says="before"),
    Awkward("no number", plain(Message_ID=""), Became.OPENED),
    Awkward("a number that is none", plain(Message_ID="<\x07 \xe9>"), Became.OPENED),
    Awkward("a date in the future", plain(Date="Mon, 1 Jan 2080 00:00:00 +0000"), Became.OPENED),
    Awkward("a calendar invitation", _invitation(), Became.OPENED, says="Shall we meet?"),
    Awkward("signed", _signed(), Became.OPENED, says="Signed words."),
    Awkward("encrypted", _encrypted(), Became.HELD, Doubt.UNREADABLE, "encrypted"),
    Awkward("away, with the header", plain("I am away.", Auto_Submitted="auto-replied"), Became.MACHINE),
    Awkward(
        "away, as an answer", plain("Away.", sender=SHONA, Auto_Submitted="auto-replied", **ANSWERS), Became.MACHINE, says="Away."
    ),
    Awkward(
        "away, in German", plain(subject="Automatische Antwort: Ihre Anfrage"), Became.HELD, Doubt.MACHINE, "automatic answer"
    ),
    Awkward("away, in Polish", plain(subject="=?utf-8?Q?Odpowied=C5=BA_automatyczna=3A_x?="), Became.HELD, Doubt.MACHINE),
    Awkward("away, in Arabic", plain(subject="رد تلقائي: سؤال"), Became.HELD, Doubt.MACHINE),
    Awkward("a list", plain(List_Id="<news.example.org>", Precedence="bulk"), Became.HELD, Doubt.MACHINE, "to many at once"),
    Awkward("nobody reads there", plain(sender="no-reply@example.org"), Became.HELD, Doubt.MACHINE, "machine sent it"),
    Awkward("an alarm of a machine", plain(Auto_Submitted="auto-generated"), Became.HELD, Doubt.MACHINE),
    Awkward("a receipt", _receipt(), Became.MACHINE, says="opened a letter"),
    Awkward("a letter of ours that came back", _delivery_status(), Became.RETURNED),
    Awkward("a mail server's own words", plain(sender="mailer-daemon@mx.example", subject="failure"), Became.HELD, Doubt.MACHINE),
    Awkward("no way back", plain(Return_Path="<>"), Became.HELD, Doubt.MACHINE),
    Awkward("away, with no way back", plain("I am away.", Return_Path="<>", Auto_Submitted="auto-replied"), Became.MACHINE),
    Awkward("away, on a list", plain(subject="Out of office: x", Precedence="bulk"), Became.MACHINE),
    Awkward("a copy of our own letter", plain(sender="mail@pineview.example", Message_ID="{OURS}"), Became.MACHINE, says="copy"),
    Awkward("marked as spam", plain(X_Spam_Flag="YES"), Became.HELD, Doubt.SPAM, "marked it as spam"),
    Awkward("forged", plain(Authentication_Results="mx.example; dmarc=fail header.from=x"), Became.HELD, Doubt.SPAM, "forged"),
    Awkward(
        "marked by a stranger as well",
        plain(Authentication_Results="mx; dmarc=pass\r\nAuthentication-Results: y; dmarc=fail"),
        Became.OPENED,
    ),
]
