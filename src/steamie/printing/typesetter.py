"""Run as a program of its own, ``typesetter.py TEMPLATE``: sets that Typst file, writes a PDF (PDF/UA-1) on standard output.
With ``--fonts-of-this-machine`` and folders after it, letters that ours do not have may come from fonts there or installed here.

It sets what people wrote, and is heavy, so it lives in a process with little memory and little time, and imports nothing of
the house. Exit 0: the PDF. Exit 3: it cannot be set, the typesetter's own words on standard error.
"""

import resource
import sys
from pathlib import Path
from typing import NoReturn

MEMORY = 512 * 1024 * 1024  # bytes of address space; a poster with the largest picture we keep sets in less than half
SECONDS = 10  # of processor time
LARGEST = 25 * 1024 * 1024  # bytes of PDF: a poster with the largest picture has half as many
FONTS = Path(__file__).with_name("fonts")


def refuse(reason: str) -> NoReturn:
    """Say why, and end."""
    sys.stderr.write(reason)
    sys.exit(3)


def main() -> None:
    """Set the file with nothing but what lies beside it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import typst  # noqa: PLC0415 - only once the limits hold

    template = Path(sys.argv[1])
    ours_alone = "--fonts-of-this-machine" not in sys.argv
    folders = [FONTS, *map(Path, sys.argv[3:])]
    try:
        pdf = typst.compile(
            template, root=template.parent, font_paths=folders, ignore_system_fonts=ours_alone, pdf_standards="ua-1"
        )
    except RuntimeError as problem:
        refuse(str(problem))
    if len(pdf) > LARGEST:
        refuse(f"The PDF would have {len(pdf)} bytes.")
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
