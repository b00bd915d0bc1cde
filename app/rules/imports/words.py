"""Words in cells that stand for codes (design: import headings; glossary)."""

from collections.abc import Mapping
from typing import TypeVar

from app.errors import RuleBroken
from app.rules.typed import trimmed, word

Code = TypeVar("Code", str, int)

LEAD_KINDS = {
    **dict.fromkeys(("precise", "精准", "精准资源"), "precise"),
    **dict.fromkeys(("ordinary", "普通", "普通资源", "现有", "现有资源"), "ordinary"),
    **dict.fromkeys(("own", "自拓", "自拓资源", "自己开发"), "own"),
}
ROLES = {
    **dict.fromkeys(("rep", "电销专员", "招商专员", "销售代表", "电销", "专员", "业务员"), "rep"),
    **dict.fromkeys(("group_leader", "group leader", "销售组长", "组长"), "group_leader"),
    **dict.fromkeys(("supervisor", "销售主管", "主管"), "supervisor"),
    **dict.fromkeys(("manager", "销售经理", "经理"), "manager"),
    **dict.fromkeys(("trainer", "培训师"), "trainer"),
    **dict.fromkeys(("service", "客服代表", "客服", "客服员"), "service"),
    **dict.fromkeys(("researcher", "市场调研员", "调研员"), "researcher"),
    **dict.fromkeys(("assistant", "行政支持", "行政", "助理"), "assistant"),
    **dict.fromkeys(("finance", "财务"), "finance"),
    **dict.fromkeys(("owner", "负责人"), "owner"),
    **dict.fromkeys(("admin", "系统管理员", "管理员"), "admin"),
}
PAY_GRADES = {
    **dict.fromkeys(("probation", "试用", "试用期"), "probation"),
    **dict.fromkeys(("formal", "转正", "正式"), "formal"),
    **dict.fromkeys(("supervisor", "主管"), "supervisor"),
}
HALF_DAYS = {
    **dict.fromkeys(
        ("1", "1.0", "是", "全天", "到", "出勤", "在岗", "到岗", "√", "✓", "y", "yes"), 2
    ),
    **dict.fromkeys(("0.5", ".5", "1/2", "半天", "半", "上午", "下午", "half"), 1),
    **dict.fromkeys(
        ("0", "0.0", "否", "缺勤", "请假", "休", "休息", "不在", "×", "x", "n", "no"), 0
    ),
}


def code(words: Mapping[str, Code], text: str, refusal: str) -> Code:
    """The code that a word stands for. Raises RuleBroken(refusal, text=…) for an unknown word."""
    found = words.get(word(text))
    if found is None:
        raise RuleBroken(refusal, text=trimmed(text))
    return found
