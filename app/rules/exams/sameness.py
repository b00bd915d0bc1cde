"""When two questions are the same question (rules.md §7: importing again makes versions).

A question is known by its kind and its text, whatever the width of letters, blanks and punctuation.
Many texts are used often ("which of these is right?"): a choice is the same only if at least half of
its options are. What else differs makes a new version of it.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple

from app.rules.exams.question import CHOICES, Question

NOT_SAID = re.compile(r"[-./](?!\d)|[^\w\-./+*%<>=±≥≤≠~]|_")


def key_of(text: str) -> str:
    """A text by its letters, figures and signs of reckoning; other signs count where nothing else is."""
    simple = unicodedata.normalize("NFKC", text).casefold()
    return NOT_SAID.sub("", simple) or "".join(simple.split())


def identity(kind: str, text: str) -> str:
    return hashlib.sha256(f"{kind}\n{key_of(text)}".encode()).hexdigest()


def digest(question: Question) -> str:
    """Of all that a version says."""
    said = json.dumps(astuple(question), ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def is_same(kind: str, options: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two questions of one kind and text are one, by the texts of their options."""
    if kind not in CHOICES:
        return True
    ours, theirs = {key_of(one) for one in options}, {key_of(one) for one in others}
    return 2 * len(ours & theirs) >= max(len(ours), len(theirs))
