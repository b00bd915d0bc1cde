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
MONEY_MOVES = {
    "pay_by_hand_bonus": _("%(by)s提出:%(reason)s"),
    "pay_by_hand_deduction": _(
        "%(by)s提出:%(reason)s。违反的规定:%(house_rule)s。本人的说明:%(heard)s"
    ),
    "pay_by_hand_cash": _("已当场发给本人现金,不再重复发放。%(by)s记录:%(reason)s"),
    "by_hand_fen": _("请选是另加、违规扣款还是已发现金,并填大于 0 的金额。"),
    "by_hand_heard": _("违规扣款要写明违反的规定和本人的说明;其他的不用写。"),
    "pay_adjustment": _(
        "%(period)s 的%(line)s按现在的数据是 %(now_fen)s 元,月结时是 %(stands_fen)s 元,差额补发或补扣。"
    ),
    "pay_month_open": _("这个月还没有提交审批,先提交。"),
    "pay_month_proposed": _("这个月的明细还没有发出,先发出明细。"),
    "pay_month_published": _("这个月的明细已经发出,还没有月结。"),
    "pay_month_closed": _("这个月已经月结,不再改动;后来的变化在下个月补发或补扣。"),
    "pay_month_paid": _("这个月已经发放,不再改动;后来的变化在以后的月份补发或补扣。"),
    "pay_month_not_over": _("%(period)s 还没有过完,过完以后再发出明细和月结。"),
    "pay_month_to_come": _("%(period)s 还没有开始。"),
    "pay_later_closed": _("%(period)s 已经月结,更早的月份不能再开始。"),
    "pay_earlier_open": _("先把 %(period)s 月结,再结这个月。"),
    "pay_window_open": _("%(until)s 之前还可以申诉,过后再月结。"),
    "pay_objections_open": _("还有 %(n)s 条申诉没有答复,答复以后再月结。"),
    "pay_changed": _("数据有变化,明细已重新计算。看过以后再月结一次。"),
    "pay_state_open": _("未提交"),
    "pay_state_proposed": _("审批中"),
    "pay_state_published": _("明细已发出"),
    "pay_state_closed": _("已月结"),
    "pay_state_paid": _("已发放"),
    "award_state_by_rule": _("按规则发放"),
    "award_state_waiting": _("待审批"),
    "award_state_approved": _("已批准"),
    "award_state_rejected": _("未通过"),
    "pay_step": _("请选一步:提交审批、发出明细或月结。"),
    "award_word": _("请选“批准”或“不通过”;原因最多 200 个字。"),
    "statement_changed": _("明细在你看过以后变了,看过新的再确认。"),
    "statement_objected": _("你的申诉还没有答复,答复以后再确认。"),
    "objection_text": _("请写哪里不对,最多 200 个字。"),
    "objection_late": _("申诉的时间到 %(until)s 为止。有问题请直接找经理,差额可以在下个月补发。"),
    "objection_open": _("这一项的申诉还没有答复,等答复以后再说。"),
    "objection_answer": _("请写答复,最多 200 个字。"),
    "objection_own": _("这是你自己的申诉,要由别人答复。"),
    "objection_answered": _("这条申诉已经有人答复了。"),
    "award_none": _("先选要审批的项目。"),
    "award_own": _("这是你自己的,要由别人审批。"),
    "award_proposer": _("这是你提出的,要由别人审批。"),
    "award_roster": _("你参加了这项评比,要由没有参加的人审批。"),
    "award_decided": _("其中有的已经审批过了,刷新以后再看。"),
    "award_not_needed": _("底薪和提成按规则发放,不用审批。"),
    "award_changed": _(
        "有 %(n)s 项在你看过以后变了,这次没有审批。%(name)s的%(line)s:"
        "看到的是 %(shown_fen)s 元,现在是 %(now_fen)s 元。看过新的再审批。"
    ),
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
    **MONEY_MOVES,
}


def plan_name(name: str) -> str:
    """A plan by its name; the one that ships has none of its own."""
    return name or gettext("样例方案")
