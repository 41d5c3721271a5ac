"""Write the public stylesheet: the rules of steamie.css whose classes and elements the public templates use, and no others.

Run `python tools/site_css.py` after changing a public template or steamie.css; a test compares. No third-party parser is needed:
our sheet and the vendor's are plain CSS without nesting.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "src" / "steamie"
STATIC = HOUSE / "project" / "static"
TARGET = STATIC / "site.css"
BASES = {"site.html", "base.html"}
# What a page's body may hold that no template spells out: the editor's features, and the words of a post.
BODY_TAGS = {"html", "body", "a", "b", "br", "em", "h2", "h3", "i", "li", "ol", "p", "strong", "ul"}
ALWAYS = {"visually-hidden"}
GROUPED = ("@media", "@supports", "@layer")


def templates() -> dict[str, str]:
    """Every template of the house by its name."""
    return {
        str(path.relative_to(folder)): path.read_text() for folder in HOUSE.rglob("templates") for path in folder.rglob("*.html")
    }


def public(found: dict[str, str]) -> set[str]:
    """Names of the templates a resident's page is made of: what extends the public base, and what those include."""
    parents = {name: re.findall(r'{%\s*extends\s+"([^"]+)"', text) for name, text in found.items()}
    names = {"site.html", "base.html", "500.html", "busy.html", "400.html", "403_csrf.html"}
    size = 0
    while len(names) != size:
        size = len(names)
        names |= {name for name, above in parents.items() if above and above[0] in names - {"base.html"}}
        names |= {one for name in names for one in re.findall(r'{%\s*include\s+"([^"]+)"', found[name]) if one in found}
    return names


def used() -> tuple[set[str], set[str]]:
    """Classes and elements of the public pages. A class that ends in two dashes stands for all that begin so."""
    found = templates()
    text = "\n".join(found[name] for name in sorted(public(found)))
    forms = "\n".join(path.read_text() for path in sorted(HOUSE.rglob("forms.py")))
    classes = set(re.findall(r"\b(?:st|ds)_[\w-]+", text + forms)) | ALWAYS
    return classes, set(re.findall(r"<([a-z][a-z0-9]*)", text)) | BODY_TAGS


def blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Each rule as its head and its body; a statement without a body has None."""
    place = 0
    while place < len(css):
        opening, end = css.find("{", place), css.find(";", place)
        if end != -1 and (opening == -1 or end < opening):
            yield css[place:end].strip(), None
            place = end + 1
            continue
        if opening == -1:
            return
        depth, close = 1, opening
        while depth:
            close += 1
            depth += {"{": 1, "}": -1}.get(css[close], 0)
        yield css[place:opening].strip(), css[opening + 1 : close]
        place = close + 1


def wanted(selector: str, classes: set[str], tags: set[str]) -> bool:
    """Whether a selector can match anything on a public page."""
    bare = re.sub(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)", "", selector)
    bare = re.sub(r"\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?", "", bare)
    open_ended = tuple(name for name in classes if name.endswith("--"))
    named = re.findall(r"\.([\w-]+)", bare)
    elements = re.findall(r"(?<![\w.#-])([a-z][a-z0-9]*)(?![\w-])", bare)
    return all(name in classes or name.startswith(open_ended or ("\0",)) for name in named) and all(e in tags for e in elements)


def kept(css: str, classes: set[str], tags: set[str]) -> str:
    """The sheet without what no public page uses."""
    out = []
    for head, body in blocks(css):
        if body is None or head.startswith(("@charset", "@import")):
            continue
        if head.startswith(GROUPED):
            inner = kept(body, classes, tags)
            out.append(f"{head}{{{inner}}}" if inner else "")
        elif head.startswith("@"):
            out.append(f"{head}{{{body}}}")
        else:
            selectors = [one.strip() for one in re.split(r",(?![^(]*\))", head)]
            stay = [one for one in selectors if wanted(one, classes, tags)]
            out.append(f"{','.join(stay)}{{{body}}}" if stay and body.strip() else "")
    return "\n".join(filter(None, out))


def tight(css: str) -> str:
    """The same rules with fewer spaces."""
    css = re.sub(r"[ \t\r\n]+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r"([\w-]): ", r"\1:", css)
    return css.replace(";}", "}").replace("}", "}\n").replace("\n}", "}").strip() + "\n"


def without_idle_animations(css: str) -> str:
    """Keyframes that nothing kept refers to are dropped."""
    rules = list(blocks(css))
    text = " ".join(body or "" for head, body in rules if not head.startswith("@keyframes"))
    gone = [name for head, _ in rules if head.startswith("@keyframes") and (name := head.split()[1]) not in text]
    return re.sub(rf"@keyframes (?:{'|'.join(gone)}){{(?:[^{{}}]*{{[^{{}}]*}})*[^{{}}]*}}", "", css) if gone else css


def sheet() -> str:
    """The whole public stylesheet."""
    classes, tags = used()
    own = (STATIC / "steamie.css").read_text()
    vendor = STATIC / re.search(r'@import url\("([^"]+)"\)', own).group(1)
    theirs = re.sub(r"@font-face\s*{[^}]*}", "", re.sub(r"/\*.*?\*/", "", vendor.read_text().replace("\ufeff", ""), flags=re.S))
    ours = re.sub(r"/\*.*?\*/", "", own, flags=re.S)
    layered = f"@layer sgds{{{kept(theirs, classes, tags)}}}"
    if "url(" in layered:
        layered = re.sub(r"[\w-]+:[^;{}]*url\((?!data:)[^)]*\)[^;}]*;?", "", layered)
    note = "/* Generated by tools/site_css.py from steamie.css. Do not edit. */\n"
    return note + tight(without_idle_animations(f"{layered}\n{kept(ours, classes, tags)}"))


if __name__ == "__main__":
    TARGET.write_text(sheet())
    sys.stdout.write(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes\n")
