from flask_babel import lazy_gettext as _

SENTENCES = {
    "source_missing": _("请填来源。"),
    "source_token_unknown": _("令牌不对,或已作废。请在“广告平台接口”页重新生成。"),
    "platform_lead_malformed": _("内容不是 JSON 对象。"),
    "platform_lead_no_json": _("Content-Type 要是 application/json。"),
    "platform_lead_too_large": _("内容超过 %(kilobytes)s KB。"),
    "platform_lead_unusable": _("有字段不能用,没有收下。"),
    "platform_id_taken": _("编号“%(id)s”以前来过,内容不一样,没有收下。"),
    "field_missing": _("必填"),
    "field_not_text": _("要是文字"),
    "field_too_long": _("最多 %(most)s 个字"),
}
