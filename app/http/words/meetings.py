"""Meetings in words: their kinds, points, items, and what is refused (rules.md §9)."""

from flask_babel import lazy_gettext as _

KINDS = {
    "meeting_morning": _("早会"),
    "meeting_evening": _("夕会"),
    "meeting_weekly": _("周会"),
    "meeting_monthly": _("月会"),
}
STATES = {
    "meeting_is_coming": _("还没开"),
    "meeting_is_open": _("进行中"),
    "meeting_is_closed": _("已结束"),
    "meeting_is_not_held": _("没有开"),
}
POINTS = {
    "point_open_items": _("上次没完的"),
    "point_figures": _("数字"),
    "point_goals": _("今日目标"),
    "point_work": _("今天的资源和回电"),
    "point_other": _("其他"),
    "point_sharing": _("经验分享"),
    "point_tomorrow": _("明天的安排"),
    "point_best_case": _("最佳案例"),
    "point_pk": _("小组PK"),
    "point_next_week": _("下周任务"),
    "point_causes": _("原因和问题"),
    "point_awards": _("表彰"),
    "point_next_month": _("下月目标"),
}
HINTS = {
    "hint_sharing": _("谁有一通打得好的电话?怎么开口、怎么答异议,记下来给大家用。"),
    "hint_tomorrow": _("明天先打谁、谁要帮忙。要跟的事记成待办。"),
    "hint_best_case": _("这一周最值得学的一单:客户原来怎么想,哪句话起了作用。"),
    "hint_next_week": _("每人一两件事,记成待办,写清哪天前、做到什么样算完成。"),
    "hint_causes": _("和目标差在哪里,为什么。说事情,不说人。"),
    "hint_awards": _("谁做得好,好在哪里。奖金在“奖励审批”里定。"),
    "hint_next_month": _("下个月的目标写进“目标”,这里记怎么做到。"),
    "hint_other": _("还有什么要说的。"),
    "hint_open_items": _("先看上次留下的。第三次再提的,今天要定下来。"),
    "hint_goals": _("数字按月目标剩下的和剩下的工作日算好了,改动的再填。"),
    "hint_work": _("今天分到的精准资源,今天到期和已经过期的回电、跟进。"),
    "hint_figures": _("都从通话和到账算出来,点数字看明细。"),
    "hint_pk": _("这个月到今天为止。"),
}
ITEMS = {
    "item_is_note": _("备注"),
    "item_is_decision": _("结论"),
    "item_is_task": _("待办"),
    "item_is_question": _("问题"),
    "item_open": _("没完"),
    "item_done": _("完成了"),
    "item_answered": _("答复了"),
    "item_dropped": _("不做了"),
    "item_split": _("拆开了"),
    "item_handed_up": _("往上交了"),
}
COUNTS = {
    "count_precise_handed_out": _("分到的精准资源"),
    "count_due": _("今天到期"),
    "count_overdue": _("已过期"),
}
REFUSALS = {
    "meeting_early": _("这个会在%(day)s开,到那天再打开。"),
    "meeting_over": _("这个会该在%(day)s开,那天没有开。今天的会议在列表里。"),
    "meeting_before_open": _("%(day)s的同一种会议还没结束。先去结束它,再开这一个。"),
    "meeting_not_open": _("会议还没开始。"),
    "meeting_closed": _("会议已经结束,记录不能再改。要补充的写在“补记”里。"),
    "items_undecided": _(
        "还有 %(n)s 条第三次再提,要先定下来:完成、拆开或往上交。第一条是“%(text)s”。"
    ),
    "item_type": _("请选一种:待办、结论、问题或备注。"),
    "item_empty": _("请写内容。"),
    "item_long": _("内容最多 %(most)s 个字,完成标准最多 200 个字。"),
    "task_owner": _("待办要有一个人负责:写 @名字,或在下面选。"),
    "task_due": _("待办要有日期:写“周五前”“12月3日前”,或在下面选。"),
    "task_due_past": _("日期已经过了,请写今天或以后。"),
    "task_due_far": _("日期太远了,最多一年以后。"),
    "task_done_when": _("待办要写做到什么样算完成:写“标准:……”,或在下面填。"),
    "line_nobody": _("团队里没有“%(name)s”。@后面写名单里的名字。"),
    "item_owner_unknown": _("这个人现在不在职,请选别人。"),
    "item_over": _("这一条已经有结果了,不用再改。"),
    "item_said": _("请写一句话:怎么答复的,或为什么。"),
    "item_no_meeting": _("这一条不在会议里,不用往上交。可以完成,或写明为什么不做了。"),
    "split_few": _("至少拆成两条,一行写一条。"),
    "split_many": _("最多拆成 %(most)s 条。"),
    "note_long": _("文字太长,最多 %(most)s 个字。"),
    "note_point": _("这个会议没有这一项。"),
    "note_differs": _("这段文字送来过,内容却不一样,这次没有收。先复制下来,再刷新页面。"),
    "note_base": _("这段文字和服务器上的对不上。先复制下来,再刷新页面。"),
    "addition_empty": _("请写要补充的内容。"),
    "addition_open": _("会议还没结束,直接写在记录里就行。"),
    "feeds_many": _("最多 %(most)s 个地址。先作废一个不用的。"),
    "goal_past": _("过去的日子不能再定目标。"),
    "goal_measure": _("目标只能是拨打量、工作量、单数或业绩额。"),
}
SENTENCES = {**KINDS, **STATES, **POINTS, **HINTS, **ITEMS, **COUNTS, **REFUSALS}
