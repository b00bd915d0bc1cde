"""The rules of pay in words, and what the rows behind a line are called (rules.md §8)."""

from fractions import Fraction

from flask_babel import lazy_gettext as _

from app.http.words import measures
from app.http.words.numbers import plain
from app.rules.pay.scorecard import ATTITUDE

RULES = {
    "pay_rule_1": _("底薪按级别;不满一个月的,按在职工作日占全月工作日的比例发,缺勤不扣。"),
    "pay_rule_3": _(
        "转正员工每月有工作量要求,不足的每差 1 扣一点;"
        "扣减有上限,扣完也不低于最低工资,超出的减免,不留到下月。"
    ),
    "pay_rule_4": _(
        "提成按本月确认的到账算:目标以内一个比例,超出目标的部分按更高的比例;"
        "更高的比例只给工作量达标的转正员工和主管。"
    ),
    "pay_rule_5": _("每月业绩最高的和单数最多的各得一份奖金;主管以下、月末还在职的人参加。"),
    "pay_rule_6": _("月和季的业绩目标完成了就发:个人的归个人,团队的归出勤过半的每位成员。"),
    "pay_rule_7": _(
        "同一团队的小组按月比人均每个出勤日的工作量和成单率,赢的小组由出勤过半的成员平分奖金。"
    ),
    "pay_rule_11": _("主管按整个团队的业绩另得一个比例,他自己的成单也算在内。"),
    "pay_rule_14": _("固定津贴按批准时的条件发,每个月再审批一次。"),
    "pay_rule_12": _("绩效工资基数乘以考核分对应的比例。"),
}
BEHIND = {
    "behind_receipts": _("看到账"),
    "behind_deals": _("看成单"),
    "behind_calls": _("看通话"),
    "behind_leads": _("看成单率"),
}
PARTS = {
    "part_amount": _("业绩额"),
    "part_deals": _("单数"),
    "part_workload": _("工作量"),
    "part_conversion": _("成单率"),
    "part_satisfaction": _("客户满意度"),
    "part_attitude": _("工作态度"),
}
SENTENCES = {**RULES, **BEHIND, **PARTS}


def part_value(value: Fraction | None, name: str) -> str:
    """What was achieved of a part of the scorecard, or asked; "–" where there is none."""
    if name == ATTITUDE:
        return "–" if value is None else plain(value)
    return measures.measured(value, name)
