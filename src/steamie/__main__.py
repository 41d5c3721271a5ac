"""``python -m steamie`` is the ``steamie`` command."""

from steamie.project.command import main

main()
