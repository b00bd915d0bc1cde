"""The columns of a file of customers, under headings that an import knows (design: import headings)."""

from dataclasses import dataclass
from datetime import datetime

from app.rules.calls.effects import CALL_BACK, FOLLOW_UP
from app.rules.days.shanghai import SHANGHAI
from app.rules.exports import numbers

HEADINGS = (
    *(
        "姓名",
        "公司",
        "行业",
        "地区",
        "电话",
        "微信",
        "QQ",
        "来源",
        "类型",
        "到达时间",
        "备注",
        "归属人",
    ),
    *("等级", "阶段", "下次跟进", "最近通话"),
)
KINDS = {"precise": "精准", "ordinary": "普通", "own": "自拓"}
STAGES = {
    "development": "客户开发",
    "information_checked": "信息核实",
    "needs": "需求分析",
    "product_introduced": "产品介绍",
    "quote": "报价",
    "contract": "合同签订",
    "after_sale": "售后维护",
}
PROMISED = (CALL_BACK, FOLLOW_UP)


@dataclass(frozen=True)
class Told:
    """What a file tells of a lead; times are instants, numbers in E.164."""

    id: int
    name: str
    company: str
    industry: str
    region: str
    wechat: str
    qq: str
    source: str | None
    kind: str
    arrived_at: datetime
    note: str
    owner_id: int | None
    grade: str | None
    stage: str
    due_at: datetime | None
    due_kind: str | None
    last_call_at: datetime | None


def row(lead: Told, owner: str, phones: list[str], *, masked: bool) -> list[str]:
    """A lead as a row under HEADINGS. Masked, nothing in it reaches the customer: numbers as in a
    list, WeChat and QQ not at all (rules.md §2)."""
    texts = [lead.name, lead.company, lead.industry, lead.region, lead.note]
    name, company, industry, region, note = (
        [numbers.hidden(text) for text in texts] if masked else texts
    )
    reached = ["", ""] if masked else [lead.wechat, lead.qq]
    source = numbers.hidden(lead.source or "") if masked else lead.source or ""
    phone = numbers.cell(phones, masked=masked)
    arrived = [source, KINDS[lead.kind], moment(lead.arrived_at), note, owner]
    due = lead.due_at if lead.due_kind in PROMISED else None
    stands = [lead.grade or "", STAGES[lead.stage], moment(due), moment(lead.last_call_at)]
    return [name, company, industry, region, phone, *reached, *arrived, *stands]


def moment(at: datetime | None) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if at else ""
