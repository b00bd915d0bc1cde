"""Right and wrong as papers write them (rules.md §7)."""

from app.rules.exams.letters import plain

RIGHT = frozenset(
    (
        "对",
        "正确",
        "√",
        "t",
        "true",
        "r",
        "right",
        "correct",
        "yes",
        "y",
        "是",
        "真",
        "v",
        "是的",
        "对的",
    )
)
WRONG = frozenset(
    (
        "错",
        "错误",
        "×",
        "x",
        "f",
        "false",
        "w",
        "wrong",
        "incorrect",
        "no",
        "n",
        "否",
        "假",
        "非",
        "不对",
    )
    + ("不正确", "不是", "错的", "╳", "х")
)


def truth_of(text: str) -> bool | None:
    """Whether a mark or word says right or wrong; None when it says neither."""
    said = plain(text).strip(" 。.;,、()[]【】").lower()
    return True if said in RIGHT else False if said in WRONG else None
