"""GIFT's escapes and formats of text, both ways (rules.md §7; Moodle's description of GIFT)."""

import re
from html.parser import HTMLParser

SIGNS = ":#={}~\\"
# Letters that no text may hold stand for escaped signs while the others are looked for.
HIDDEN = {sign: chr(0xFDD0 + at) for at, sign in enumerate(SIGNS)}
NEWLINE = chr(0xFDD0 + len(SIGNS))
ESCAPE = re.compile(r"\\([:#={}~\\n])")
BACK = {ord(hidden): sign for sign, hidden in HIDDEN.items()} | {ord(NEWLINE): "\n"}
FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
BREAKS = ("br", "p", "div", "li", "tr")


def hide(text: str) -> str:
    """Escaped signs put out of the way."""
    text = text.translate(dict.fromkeys(BACK))
    return ESCAPE.sub(lambda found: NEWLINE if found[1] == "n" else HIDDEN[found[1]], text)


def show(text: str) -> str:
    """The text as it is meant: escapes undone, the format taken off, pages made plain."""
    text = text.strip()
    form = FORMAT.match(text)
    said = (text[form.end() :] if form else text).translate(BACK).strip()
    return of_page(said) if form and form[1].lower() == "html" else said


def written(text: str) -> str:
    """A text as GIFT holds it on one line."""
    said = re.sub(r"[:#={}~\\]", lambda found: "\\" + found[0], text.strip())
    said = re.sub(r"\r\n?|\n", lambda _: "\\n", said)
    return f"[plain]{said}" if said.startswith(("[", "%")) else said


class Page(HTMLParser):
    """The words of a piece of a web page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.pictures = False

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS:
            self.words.append("\n")
        elif tag in ("img", "svg", "video", "audio", "math"):
            self.words.append("\ufffc")


def of_page(text: str) -> str:
    page = Page()
    page.feed(text)
    page.close()
    return re.sub(r"\n\s*\n+", "\n", "".join(page.words)).strip()
