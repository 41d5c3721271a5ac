"""Checking a pack of evidence without the house that made it: no database, no network. ``python -m steamie.evidence.packs PACK``.

A pack is a zip: ``manifest.json`` names every file with its SHA-256 and the key; ``manifest.sig`` is its Ed25519 signature;
``events.txt`` has an event a line, its digest and then its words; ``index.html`` shows and checks the same in a browser.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .fingerprints import digest_of

MANIFEST, SIGNATURE, EVENTS, PAGE = "manifest.json", "manifest.sig", "events.txt", "index.html"
LARGEST = 200 * 1024 * 1024  # bytes, unpacked
_EMBEDDED = re.compile(r'<script type="application/json" id="files">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class PackVerdict:
    """What a check of a pack found. ``key``: the public key that signed it, to be compared with what the Association says."""

    problems: tuple[str, ...]
    files: int = 0
    events: int = 0
    key: str = ""

    @property
    def words(self) -> str:
        """The verdict in a sentence."""
        if self.problems:
            return f"The pack is not as it was signed: {len(self.problems)} wrong."
        return f"The pack is as it was signed: {self.files} files and {self.events} events, by the key {self.key[:16]}."


def verify_pack(path: Path) -> PackVerdict:
    """Read a pack and compare everything in it with its signature."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST:
                return PackVerdict(("It is larger than any pack of ours.",))
            content = {name: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile, RuntimeError) as problem:
        return PackVerdict((f"It cannot be opened: {problem}.",))
    try:
        manifest = json.loads(content[MANIFEST])
        files, key = dict(manifest["files"]), str(manifest["public_key"])
    except (KeyError, ValueError, TypeError, RecursionError):
        return PackVerdict(("It has no list of its files, or one that cannot be read.",))
    problems = [*_signature(content, key), *_files(content, files), *_page(content, files)]
    lines = content.get(EVENTS, b"").decode(errors="replace").splitlines()
    return PackVerdict((*problems, *_events(lines)), len(files), len(lines), key)


def _signature(content: dict[str, bytes], key: str) -> Iterator[str]:
    try:
        signature = bytes.fromhex(content.get(SIGNATURE, b"").decode().strip())
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, content[MANIFEST])
    except (InvalidSignature, ValueError):
        yield "The signature does not fit the list of files."


def _files(content: dict[str, bytes], files: dict[str, Any]) -> Iterator[str]:
    for name, digest in files.items():
        if name not in content:
            yield f"{name} is missing."
        elif hashlib.sha256(content[name]).hexdigest() != digest:
            yield f"{name} was altered."
    for name in content.keys() - files.keys() - {MANIFEST, SIGNATURE, PAGE}:
        yield f"{name} was added."


def _page(content: dict[str, bytes], files: dict[str, Any]) -> Iterator[str]:
    """The page holds the same files: what it shows is what was signed."""
    embedded = _EMBEDDED.search(content.get(PAGE, b"").decode(errors="replace"))
    try:
        shown = json.loads(embedded[1]) if embedded else {}
    except (ValueError, RecursionError):
        shown = {}
    for name in (MANIFEST, SIGNATURE, *files):
        if shown.get(name, "").encode() != content.get(name):
            yield f"{PAGE} shows another {name} than the pack holds."


def _events(lines: list[str]) -> Iterator[str]:
    """Each event fits its own digest, holds the digest of the one before, and none is left out between."""
    previous, number = "", None
    for line in lines:
        digest, _, text = line.partition(" ")
        try:
            event = json.loads(text)
            here, bound = int(event["number"]), event["previous"]
        except (KeyError, ValueError, TypeError, RecursionError):
            yield f"An event after number {number} cannot be read."
            continue
        if digest_of(text) != digest:
            yield f"Event {here} was altered."
        if number is not None and (here != number + 1 or bound != previous):
            yield f"Event {here} is not bound to the one before it."
        previous, number = digest, here


def main() -> None:
    """Check one pack; exit 1 when it is not as it was signed."""
    verdict = verify_pack(Path(sys.argv[1]))
    for problem in verdict.problems:
        sys.stderr.write(f"{problem}\n")
    sys.stdout.write(f"{verdict.words}\n")
    sys.exit(1 if verdict.problems else 0)


if __name__ == "__main__":
    main()
