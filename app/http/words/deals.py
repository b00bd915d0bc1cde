from flask_babel import lazy_gettext as _

AMOUNTS = {
    "amount_unreadable": _("看不懂金额“%(text)s”,请写元,最多两位小数,如 12800 或 12800.50"),
    "refund_too_much": _("退款不能多于已到账的 %(most_fen)s 元"),
    "target_value_unreadable": _("看不懂目标“%(text)s”,请写一个数,比率写成 15%%"),
    "period_unreadable": _("看不懂期间“%(text)s”,请写成 2026-10 或 2026-Q4"),
}
SHARES = {
    "shares_missing": _("没有写分成"),
    "shares_unreadable": _("看不懂分成“%(text)s”,请写成 账号:60;账号:40"),
    "shares_sum": _("分成合计 %(percent)s%%,应为 100%%"),
    "share_none": _("分成要大于 0"),
    "share_twice": _("同一个人的分成写了两次"),
}
FIELDS = {
    "field_phone": _("电话"),
    "field_shares": _("分成"),
    "field_product": _("产品"),
    "field_signed_on": _("签约日期"),
    "field_price_fen": _("成交金额"),
    "field_received_fen": _("已到账"),
    "field_received_on": _("到账日期"),
    "field_note": _("备注"),
    "field_call": _("通话"),
}
ENTERING = {
    "deal_uuid_taken": _("这一笔已经录过,但内容不同。请回到成单列表核对。"),
    "deal_price": _("金额要大于 0 元。"),
    "deal_person_unknown": _("没有这个人,请重新选成单人。"),
    "deal_product_unknown": _("没有这个产品,请重新选。"),
    "deal_product_retired": _("“%(product)s”已经停售,请换一个产品,或请经理恢复销售。"),
    "deal_record_garbled": _("成单里的“%(field)s”看不懂。"),
    "deal_unknown": _("没有这笔成单,或者不是你录的。"),
    "share_unreadable": _("看不懂分成“%(text)s”,请写百分数,如 60 或 33.34"),
    "receipt_goods": _("实物抵款要写明收了什么东西;其他到账不用写。"),
}
DECIDING = {
    "deal_withdrawn": _("这笔成单已经作废。"),
    "deal_own_share": _("这一笔有你的分成,要由别人确认或更正。"),
    "deal_decided": _("刚才有人已经处理过这一条。"),
    "deal_concession_first": _("先确认这笔的优惠或赠品,再确认到账。"),
    "deal_changed": _("刚才有人改过这笔成单,现在的内容在下面。再存一次,就用你填的。"),
    "deal_confirmed": _("已有确认的到账,只有财务、经理或老板能更正。"),
    "deal_share_decided": _("确认过这笔到账或优惠的人不能再得分成。"),
    "deal_has_money": _("已有确认的到账,不能作废;退了钱请记退款。"),
    "deal_word": _("请选确认或不确认。"),
}
PRODUCTS = {
    "product_name": _("请填产品名称。"),
    "product_taken": _("已有叫“%(name)s”的产品,换个名字。"),
    "product_limit": _("最多优惠请填 0 到 100。"),
}
PAPERS = {
    "paper_quote": _("报价单"),
    "paper_contract": _("合同"),
    "paper_ending": _("“%(name)s”存不了。请用 PDF、图片、Word(.docx)或 Excel(.xlsx)。"),
    "paper_kind": _("“%(name)s”的内容和它的扩展名不符,没有保存。请重新导出再上传。"),
    "paper_too_large": _("文件超过 %(megabytes)s MB,没有保存。请压缩一下,或分成几个。"),
    "paper_missing": _("请选一个文件。"),
    "paper_sort": _("请选报价单或合同;报价上只能放报价单。"),
    "paper_withdrawn": _("这个文件已经作废。"),
    "quote_over": _("有效期不能早于今天。"),
    "quote_withdrawn": _("这个报价已经作废。"),
    "quote_became": _("这个报价已经成单,不能作废。"),
}
KINDS = {
    "entry_money": _("到账"),
    "entry_in_kind": _("实物抵款"),
    "entry_refund": _("退款"),
    "entry_discount": _("超额优惠"),
    "entry_gift": _("赠送产品"),
    "counts_at_first_receipt": _("第一笔到账确认的那天计入业绩。"),
    "counts_at_full_payment": _("全部到账确认的那天计入业绩。"),
    "counts_at_contract": _("有到账确认后,按签约日期计入业绩。"),
}
SURVEYS = {
    "survey_answered": _("这位客户已经评价过这笔成单。"),
    "survey_over": _("这个链接已经答过或过期。"),
    "survey_score": _("请选一项。"),
    "survey_long": _("最多 %(most)s 个字。"),
}
SENTENCES = {
    **SURVEYS,
    **PAPERS,
    **KINDS,
    **AMOUNTS,
    **SHARES,
    **FIELDS,
    **ENTERING,
    **DECIDING,
    **PRODUCTS,
}
