"""Why a line of pay is what it is, in one sentence; and what the lines are called (rules.md §8)."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

KINDS = {
    "line_base": _("底薪"),
    "line_commission": _("提成"),
    "line_team_commission": _("管理提成"),
    "line_champion_amount": _("业绩冠军"),
    "line_champion_deals": _("单数冠军"),
    "line_target_bonus": _("目标奖"),
    "line_pk": _("小组PK"),
    "line_performance": _("绩效工资"),
    "line_workload_shortfall": _("工作量不足"),
    "line_workload_waived": _("工作量减免"),
    "line_bonus": _("另加"),
    "line_deduction": _("违规扣款"),
    "line_cash": _("已发现金"),
    "line_allowance": _("津贴"),
    "line_adjustment": _("补发/补扣"),
    "line_carried_in": _("上月结转"),
    "line_carried_out": _("结转到下月"),
}
GRADES = {
    "pay_grade_probation": _("试用"),
    "pay_grade_formal": _("转正"),
    "pay_grade_supervisor": _("主管"),
}
BASE = {
    "pay_base": _("%(pay_grade)s底薪每月 %(base_fen)s 元,整月在职。"),
    "pay_base_part": _(
        "%(pay_grade)s底薪每月 %(base_fen)s 元,%(first)s 至 %(last)s"
        "有 %(days)s 个工作日,全月 %(of)s 个。"
    ),
}
WORKLOAD = {
    "pay_shortfall": _(
        "转正期间工作量要求 %(quota)s,完成 %(done)s,差 %(short)s,每差 1 扣 %(off_fen)s 元。"
    ),
    "pay_shortfall_guarded": _(
        "转正期间工作量要求 %(quota)s,完成 %(done)s,差 %(short)s,每差 1 扣 %(off_fen)s 元,"
        "本应扣 %(raw_fen)s 元;扣减不超过本月收入的 %(most)s,也不会低于最低工资,"
        "所以只扣 %(applied_fen)s 元。"
    ),
    "pay_waived": _(
        "工作量不足本应扣 %(raw_fen)s 元。上限是本月收入 %(gross_fen)s 元的 %(most)s"
        "(%(part_fen)s 元),并且不低于最低工资 %(minimum_fen)s 元:"
        "实扣 %(applied_fen)s 元,减免 %(waived_fen)s 元,不留到下月。"
    ),
}
COMMISSION = {
    "pay_commission_to_target": _(
        "本月业绩 %(amount_fen)s 元,目标 %(target_fen)s 元以内的部分按 %(rate)s。"
    ),
    "pay_commission_above": _(
        "超过目标 %(target_fen)s 元,从 %(from_fen)s 到 %(to_fen)s 元的部分按 %(rate)s。"
    ),
    "pay_commission_reached": _(
        "本月业绩 %(amount_fen)s 元,达到的一档是 %(rate)s,全部业绩按这一档。"
    ),
    "pay_commission_unqualified": _(
        "本月业绩 %(amount_fen)s 元全部按 %(rate)s:超目标的比例只给工作量达标的转正员工和主管。"
    ),
    "pay_commission_no_target": _(
        "本月业绩 %(amount_fen)s 元全部按 %(rate)s:本月没有个人目标,没有超目标的部分。"
    ),
    "pay_team_commission": _("团队“%(team)s”本月业绩 %(amount_fen)s 元,主管得 %(rate)s。"),
}
CHAMPIONS = {
    "pay_champion_amount": _(
        "本月业绩第一:%(amount_fen)s 元。第二名%(second)s %(second_fen)s 元。"
    ),
    "pay_champion_amount_second": _(
        "本月业绩第一:%(amount_fen)s 元,与%(second)s相同;单数 %(deals)s 比 %(second_deals)s 多。"
    ),
    "pay_champion_amount_third": _(
        "本月业绩第一:%(amount_fen)s 元,与%(second)s相同,单数也相同;"
        "工作量 %(units)s 比 %(second_units)s 多。"
    ),
    "pay_champion_amount_alone": _("本月业绩第一:%(amount_fen)s 元,没有第二名。"),
    "pay_champion_amount_shared": _(
        "本月业绩第一:%(amount_fen)s 元,%(winners)s 人业绩、单数和工作量都相同,"
        "平分 %(pot_fen)s 元。"
    ),
    "pay_champion_deals": _("本月单数第一:%(deals)s 单。第二名%(second)s %(second_deals)s 单。"),
    "pay_champion_deals_second": _(
        "本月单数第一:%(deals)s 单,与%(second)s相同;业绩 %(amount_fen)s 元比 %(second_fen)s 元多。"
    ),
    "pay_champion_deals_third": _(
        "本月单数第一:%(deals)s 单,与%(second)s相同,业绩也相同;"
        "工作量 %(units)s 比 %(second_units)s 多。"
    ),
    "pay_champion_deals_alone": _("本月单数第一:%(deals)s 单,没有第二名。"),
    "pay_champion_deals_shared": _(
        "本月单数第一:%(deals)s 单,%(winners)s 人单数、业绩和工作量都相同,平分 %(pot_fen)s 元。"
    ),
}
BONUS = {
    "pay_target_person_month": _("本月个人目标 %(target_fen)s 元,完成 %(amount_fen)s 元。"),
    "pay_target_person_quarter": _(
        "本季度(%(period)s)个人目标 %(target_fen)s 元,完成 %(amount_fen)s 元。"
    ),
    "pay_target_team_month": _(
        "本月团队目标 %(target_fen)s 元,完成 %(amount_fen)s 元,出勤过半的成员每人一份。"
    ),
    "pay_target_team_quarter": _(
        "本季度(%(period)s)团队目标 %(target_fen)s 元,完成 %(amount_fen)s 元,"
        "出勤过半的成员每人一份。"
    ),
}
PK = {
    "pay_pk_workload": _(
        "“%(group)s”赢了本月小组PK:人均每个出勤日工作量 %(first_workload)s,"
        "“%(second_name)s”是 %(second_workload)s。奖金 %(pot_fen)s 元,出勤过半的 %(heads)s 人平分。"
    ),
    "pay_pk": _(
        "“%(group)s”赢了本月小组PK:得分 %(first_score)s(人均每个出勤日工作量 %(first_workload)s,"
        "成单率 %(first_conversion)s%%),“%(second_name)s” %(second_score)s"
        "(%(second_workload)s,%(second_conversion)s%%)。"
        "奖金 %(pot_fen)s 元,出勤过半的 %(heads)s 人平分。"
    ),
    "pay_pk_tied": _(
        "本月小组PK并列第一,得分都是 %(first_score)s,奖金由并列的小组平分。"
        "“%(group)s”分到 %(pot_fen)s 元,出勤过半的 %(heads)s 人平分。"
    ),
}
PERFORMANCE = {
    "pay_performance": _("绩效考核 %(score)s 分,绩效工资基数 %(base_fen)s 元按 %(percent)s%% 发。"),
}
SENTENCES = {
    **KINDS,
    **GRADES,
    **BASE,
    **WORKLOAD,
    **COMMISSION,
    **CHAMPIONS,
    **BONUS,
    **PK,
    **PERFORMANCE,
}


def plan_name(name: str) -> str:
    """A plan by its name; the one that ships has none of its own."""
    return name or gettext("样例方案")
