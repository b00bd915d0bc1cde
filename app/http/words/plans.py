"""A plan of pay in words: what its numbers are called, and what speaks against it (rules.md §8)."""

from flask_babel import lazy_gettext as _

NUMBERS = {
    "plan_base_probation": _("试用期底薪"),
    "plan_base_formal": _("转正底薪"),
    "plan_base_supervisor": _("主管底薪"),
    "plan_leader_fen": _("组长加薪"),
    "plan_leader_after_months": _("任组长满几个月"),
    "plan_quota_units": _("每月工作量要求"),
    "plan_quota_off_fen": _("每差 1 扣"),
    "plan_quota_most_bp": _("最多扣本月收入的"),
    "plan_commission_way": _("提成方式"),
    "plan_commission_to_target_bp": _("目标以内的比例"),
    "plan_commission_above": _("超目标的分档"),
    "plan_champions_amount_fen": _("业绩冠军奖"),
    "plan_champions_deals_fen": _("单数冠军奖"),
    "plan_target_bonus_person_month_fen": _("个人月目标奖"),
    "plan_target_bonus_person_quarter_fen": _("个人季目标奖"),
    "plan_target_bonus_team_month_fen": _("团队月目标奖(每人)"),
    "plan_target_bonus_team_quarter_fen": _("团队季目标奖(每人)"),
    "plan_pk_pot_fen": _("小组PK奖金"),
    "plan_pk_workload_alone_months": _("新团队头几个月只比工作量"),
    "plan_pk_workload": _("PK里工作量的权重"),
    "plan_pk_conversion": _("PK里成单率的权重"),
    "plan_present_percent": _("出勤至少占工作日的"),
    "plan_scorecard_most_percent": _("每项最多按目标的几成算"),
    "plan_scorecard_weights_amount": _("业绩的权重"),
    "plan_scorecard_weights_deals": _("单数的权重"),
    "plan_scorecard_weights_workload": _("工作量的权重"),
    "plan_scorecard_weights_conversion": _("成单率的权重"),
    "plan_scorecard_weights_satisfaction": _("满意度的权重"),
    "plan_scorecard_weights_attitude": _("态度的权重"),
    "plan_performance_base_probation": _("试用期绩效工资基数"),
    "plan_performance_base_formal": _("转正绩效工资基数"),
    "plan_performance_base_supervisor": _("主管绩效工资基数"),
    "plan_performance_steps": _("绩效系数"),
    "plan_team_commission_bp": _("主管管理提成"),
}
SCORECARD = {
    "scorecard_amount": _("业绩"),
    "scorecard_deals": _("单数"),
    "scorecard_workload": _("工作量"),
    "scorecard_conversion": _("成单率"),
    "scorecard_satisfaction": _("满意度"),
    "scorecard_attitude": _("态度"),
}
DOCUMENT = {
    "plan_unreadable": _("方案的内容读不出来。请从现行方案重新复制一份。"),
    "plan_lacks": _("缺“%(what)s”。"),
    "plan_unknown": _("不认识“%(text)s”这一项。"),
    "plan_number": _("“%(what)s”要在 %(least)s 到 %(most)s 之间。"),
    "plan_way": _("请选提成方式。"),
    "plan_weights": _("绩效考核的权重合计要是 100,现在是 %(sum)s。"),
    "plan_pk_weights": _("小组PK的两个权重合计要是 100,现在是 %(sum)s。"),
}
BANDS = {
    "plan_bands_number": _("超目标的分档要有 1 到 %(most)s 档。"),
    "plan_band_unreadable": _("第 %(n)s 档没填对:起点和比例都要填,比例在 0 到 100 之间。"),
    "plan_band_first": _("第一档要从 0 元开始,现在从 %(from_fen)s 元开始。"),
    "plan_band_last": _("最后一档的“到”要留空,现在到 %(to_fen)s 元就断了。"),
    "plan_band_open": _("第 %(n)s 档没有写到多少元为止,只有最后一档可以留空。"),
    "plan_band_backwards": _("第 %(n)s 档从 %(from_fen)s 到 %(to_fen)s 元,终点要比起点大。"),
    "plan_band_gap": _(
        "第 %(n)s 档到 %(to_fen)s 元,第 %(next)s 档从 %(from_fen)s 元才开始:中间空了一段。"
    ),
    "plan_band_overlap": _(
        "第 %(n)s 档到 %(to_fen)s 元,第 %(next)s 档从 %(from_fen)s 元就开始:重叠了一段。"
    ),
}
STEPS = {
    "plan_steps_number": _("绩效系数要有 1 到 %(most)s 档。"),
    "plan_step_unreadable": _("绩效系数第 %(n)s 档没填对:分数和系数都要是整数。"),
    "plan_steps_first": _(
        "绩效系数最低的一档要从 0 分开始,现在从 %(score)s 分开始,再低的分数没有系数。"
    ),
    "plan_step_twice": _("绩效系数的 %(score)s 分写了两次。"),
    "plan_step_falls": _(
        "%(score)s 分以上的系数 %(percent)s%% 比低一档的 %(before)s%% 还低。分数高的不能更少。"
    ),
}
DRAFTS = {
    "plan_nameless": _("请给方案起个名字。"),
    "plan_start_missing": _("请选从哪一天开始。"),
    "plan_start_not_first": _("方案要从某月 1 日开始,不能从 %(day)s 开始。"),
    "plan_start_begun": _("%(period)s 已经提交审批,按当时的方案算。新方案最早从 %(day)s 开始。"),
    "plan_start_past": _("过去的月份不能换方案。最早从 %(day)s 开始。"),
    "plan_start_far": _("最多提前一年定方案。最晚从 %(day)s 开始。"),
    "plan_changed": _("刚才有人改过这份草稿。再存一次,就用你写的;原来的留在记录里。"),
    "plan_approved": _("这份方案已经批准,不能再改。要改就起草新的一版。"),
    "plan_own": _("自己写的方案要由别人批准。可以批准的有:%(names)s。"),
    "plan_alone_why": _("没有别人可以批准,请写明为什么由你自己批准。"),
    "plan_start_taken": _("这个月已经有批准的方案了,批准过的不能再换。请改开始的月份。"),
}
REPLAY = {
    "replay_not_over": _("只能重算已经过完的月份。"),
    "replay_backwards": _("开始的月份在结束的后面。"),
    "replay_too_many": _("一次最多重算 %(most)s 个月。"),
}
SENTENCES = {**NUMBERS, **SCORECARD, **DOCUMENT, **BANDS, **STEPS, **DRAFTS, **REPLAY}
