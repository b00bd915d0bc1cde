"""The five modules of the curriculum by name, and tags as they are typed (rules.md §7)."""

import re

from app.rules.exams.letters import cleaned
from app.rules.exams.sameness import key_of

NAMES = {
    "culture": ("culture", "companyculture", "企业文化", "公司文化", "文化"),
    "process": ("process", "salesprocess", "销售流程", "流程"),
    "skills": ("skills", "salesskills", "销售技巧", "技巧", "话术", "销售话术"),
    "product": ("product", "products", "产品", "产品知识"),
    "drills": ("drills", "drill", "通关", "通关演练", "模拟通话"),
}
BY_NAME = {name: code for code, names in NAMES.items() for name in names}
BETWEEN = re.compile(r"[,，、;；|\n]+")
MOST_TAGS, LONGEST_TAG = 10, 40


def module_named(said: str) -> str:
    """The code of a module, "" for what is none."""
    return BY_NAME.get(key_of(said), "")


def tags_in(said: str) -> tuple[str, ...]:
    """Tags as typed, each once: 价格、异议. Longer ones are cut, more than ten are left out."""
    found = dict.fromkeys(cleaned(part)[:LONGEST_TAG].strip() for part in BETWEEN.split(said))
    return tuple(one for one in found if one)[:MOST_TAGS]
