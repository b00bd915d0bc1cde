"""Contests in words: who leads or has won and why, and what a round may not be (rules.md §8.7)."""

from flask_babel import lazy_gettext as _

VERDICTS = {
    "pk_nobody": _("没有人赢:都没有成绩。"),
    "pk_nobody_yet": _("都还没有成绩,第一通电话就领先。"),
    "pk_level": _("“%(winners)s”现在并列第一,得分都是 %(first_score)s。"),
    "pk_tied": _("“%(winners)s”并列第一,得分都是 %(first_score)s,奖金由他们平分。"),
    "pk_leads_workload": _(
        "“%(first_name)s”领先:人均每个出勤日工作量 %(first_workload)s,"
        "“%(second_name)s”是 %(second_workload)s。"
    ),
    "pk_won_workload": _(
        "“%(first_name)s”赢了:人均每个出勤日工作量 %(first_workload)s,"
        "“%(second_name)s”是 %(second_workload)s。"
    ),
    "pk_leads_conversion": _(
        "“%(first_name)s”领先:成单率 %(first_conversion)s%%,"
        "“%(second_name)s”是 %(second_conversion)s%%。"
    ),
    "pk_won_conversion": _(
        "“%(first_name)s”赢了:成单率 %(first_conversion)s%%,"
        "“%(second_name)s”是 %(second_conversion)s%%。"
    ),
    "pk_leads_both": _(
        "“%(first_name)s”领先:得分 %(first_score)s(工作量 %(first_workload)s,"
        "成单率 %(first_conversion)s%%),“%(second_name)s” %(second_score)s"
        "(%(second_workload)s,%(second_conversion)s%%)。"
    ),
    "pk_won_both": _(
        "“%(first_name)s”赢了:得分 %(first_score)s(工作量 %(first_workload)s,"
        "成单率 %(first_conversion)s%%),“%(second_name)s” %(second_score)s"
        "(%(second_workload)s,%(second_conversion)s%%)。"
    ),
}
REFUSALS = {
    "pk_days": _("最后一天不能早于第一天。"),
    "pk_past": _("第一天不能早于今天。过去的不能再开PK。"),
    "pk_long": _("一场PK最多 92 天。请把最后一天提前。"),
    "pk_no_work": _("这几天都不是工作日。请换几天。"),
    "pk_no_prize": _("请写奖品或奖金。"),
    "pk_weights": _("工作量的比重要在 0 到 100 之间。"),
    "pk_one_kind": _("小组之间或两个人之间,只能选一种。"),
    "pk_sides": _("请选至少两个小组,或者两个不同的人。"),
    "pk_one_team": _("双方要在第一天属于同一个团队。"),
    "pk_empty_group": _("小组“%(group)s”第一天没有成员。请先在“人员”里排好小组。"),
    "pk_started": _("已经开始的PK不能撤回,规则、奖品和名单都定了。"),
    "pk_withdrawn": _("这场PK已经撤回了。"),
}
STATES = {
    "pk_is_coming": _("还没开始"),
    "pk_is_running": _("进行中"),
    "pk_is_over": _("已结束"),
    "pk_is_withdrawn": _("已撤回"),
}
SENTENCES = {**VERDICTS, **REFUSALS, **STATES}
