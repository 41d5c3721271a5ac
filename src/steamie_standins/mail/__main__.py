"""``python -m steamie_standins.mail --port N [--wait SECONDS]``: takes every letter, slowly if told to. On loopback only."""

from __future__ import annotations

import argparse
import socketserver
import time

LONGEST_LINE = 4096  # bytes


class SmtpDialogue(socketserver.StreamRequestHandler):
    """One client's letters, as RFC 5321 has it, in the least words."""

    def handle(self) -> None:
        """Answer line by line until the client leaves."""
        self.say("220 stand-in")
        while line := self.rfile.readline(LONGEST_LINE):
            word = line.split()[0].upper() if line.split() else b""
            time.sleep(self.server.wait)  # type: ignore[attr-defined]  # set by ``main``
            if word == b"QUIT":
                self.say("221 Bye")
                return
            self.say(self.answer(word))

    def answer(self, word: bytes) -> str:
        """What is said to one command; the words of a letter are read through."""
        if word == b"DATA":
            self.say("354 Go on")
            while (line := self.rfile.readline(LONGEST_LINE)) not in (b".\r\n", b""):
                pass
            return "250 Taken" if line else "451 Not whole"
        return "250 OK" if word in (b"EHLO", b"HELO", b"MAIL", b"RCPT", b"RSET", b"NOOP") else "502 Not known"

    def say(self, words: str) -> None:
        """One line to the client."""
        self.wfile.write(f"{words}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    """Many clients at once; its port can be taken again at once when it was killed."""

    allow_reuse_address = True
    daemon_threads = True
    wait = 0.0


def main() -> None:
    """Answer until stopped."""
    parser = argparse.ArgumentParser(prog="steamie_standins.mail", description="A stand-in for a mail server, on loopback.")
    parser.add_argument("--port", type=int, default=8400, help="0 picks a free one")
    parser.add_argument("--wait", type=float, default=0.0, help="seconds before each answer")
    options = parser.parse_args()
    with Server(("127.0.0.1", options.port), SmtpDialogue) as server:
        server.wait = options.wait
        print(f"The stand-in mail server is at 127.0.0.1 {server.server_address[1]}", flush=True)  # noqa: T201 -- a program's own words
        server.serve_forever()


if __name__ == "__main__":
    main()
