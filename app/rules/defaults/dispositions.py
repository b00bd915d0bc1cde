"""What a call can end with, as shipped (rules.md §3)."""

# In the order of the buttons. `then` names what follows (rules/dispositions.py), `later` the part
# that takes over; the labels are shown in the reader's language.
DISPOSITIONS: list[dict[str, object]] = [
    {
        "code": "interested",
        "label": "有意向",
        "connected": True,
        "asks": ["grade", "follow_up", "wechat", "note"],
        "requires": ["follow_up"],
    },
    {
        "code": "call_back",
        "label": "约好再打",
        "connected": True,
        "asks": ["follow_up", "grade", "wechat", "note"],
        "requires": ["follow_up"],
        "then": "call_back",
    },
    {
        "code": "agreed_to_attend",
        "label": "同意参会",
        "connected": True,
        "asks": ["grade", "follow_up", "wechat", "note"],
        "later": "event",
    },
    {
        "code": "friendly_not_coming",
        "label": "态度好,暂不参会",
        "connected": True,
        "asks": ["wechat", "follow_up", "note"],
        "later": "maintenance",
    },
    {
        "code": "not_now",
        "label": "暂不需要",
        "connected": True,
        "asks": ["follow_up", "wechat", "note"],
        "grade": "C",
        "then": "propose",
    },
    {"code": "refused", "label": "拒绝", "connected": True, "grade": "D", "then": "cool_down"},
    {
        "code": "deal",
        "label": "成交",
        "connected": True,
        "asks": ["wechat", "follow_up", "note"],
        "later": "deal",
    },
    {"code": "no_answer", "label": "无人接听", "direct": True, "then": "no_answer"},
    {"code": "busy", "label": "占线", "direct": True, "then": "retry_today"},
    {"code": "hung_up", "label": "接通秒挂", "direct": True, "then": "retry_once"},
    {"code": "screened", "label": "智能助理 / 被拦截", "direct": True, "then": "retry_window"},
    {"code": "switched_off", "label": "关机", "direct": True, "then": "retry_tomorrow"},
    {"code": "wrong_number", "label": "空号 / 停机 / 错号", "then": "gone"},
    {"code": "do_not_call", "label": "要求勿扰", "connected": True, "then": "do_not_call"},
]
