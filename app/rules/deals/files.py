"""Which files may hang on a deal (rules.md §5; design: uploads are checked before they are opened)."""

from pathlib import PurePath

from app.errors import RuleBroken

QUOTE, CONTRACT = "quote", "contract"
KINDS = (QUOTE, CONTRACT)
ZIP = b"PK\x03\x04"
STARTS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "webp": b"RIFF",
    "docx": ZIP,
    "xlsx": ZIP,
}
HEAD = 12


def form_of(name: str, head: bytes) -> str:
    """What a file is: its name's ending and its first bytes have to agree; nothing more of it is ever
    looked at.

    Raises RuleBroken("paper_ending", name | "paper_kind", name).
    """
    form = PurePath(name).suffix.lower().lstrip(".")
    if form not in STARTS:
        raise RuleBroken("paper_ending", name=name)
    other = form == "webp" and head[8:12] != b"WEBP"
    if other or not head.startswith(STARTS[form]):
        raise RuleBroken("paper_kind", name=name)
    return form
