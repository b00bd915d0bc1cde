"""When two leads seem to be one customer: the same company, or the same WeChat id (rules.md §2,
identity)."""

import re
import unicodedata

FEWEST = 4
ENDINGS = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|有限公司|(?<!分)公司|(?<!分)店|coltd|limited|ltd|inc)$"
)
NO_COMPANY = frozenset(("个体工商户", "个体经营户", "个体经营", "自由职业", "没有公司", "暂无公司"))
NO_WECHAT = frozenset(
    (
        "无",
        "没有",
        "有",
        "同号",
        "同手机",
        "同手机号",
        "手机号",
        "手机同号",
        "微信同号",
        "none",
        "no",
    )
)
NOT_LETTERS = re.compile(r"[\W_]+")


def company_key(name: str) -> str:
    """What two ways of writing one company have in common; "" where it says too little.

    Full-width letters are folded, spaces and signs dropped, and endings such as 有限公司 as long as
    four letters remain. A word for having no company is none.
    """
    key = NOT_LETTERS.sub("", folded(name))
    if key in NO_COMPANY:
        return ""
    short = ENDINGS.sub("", key)
    key = short if len(short) >= FEWEST else key
    return key[:200] if len(key) >= FEWEST else ""


def wechat_key(text: str) -> str:
    """A WeChat id as it is compared; "" for a word that says where it is, or that there is none."""
    key = re.sub(r"\s+", "", folded(text))
    return "" if key in NO_WECHAT or not NOT_LETTERS.sub("", key) else key[:200]


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
