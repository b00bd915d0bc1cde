"""Lists of deals and of targets (design: import headings)."""

from app.rules.imports import looks
from app.rules.imports.kind import PHONE, Column, Kind

DEALS = Kind(
    "deals",
    (
        Column("id", "=编号 =id 成单编号 订单编号 订单号 合同编号 dealid orderno"),
        PHONE,
        Column(
            "shares",
            "分成 分成比例 业绩归属 归属人 =业务员 =销售 =成单人 =账号 shares share =login =rep",
        ),
        Column("product", "产品 产品名称 商品 套餐 product package"),
        Column(
            "signed_on",
            "签约日期 签约时间 签单日期 成单日期 合同日期 signedon signdate",
            looks=looks.like_date,
        ),
        Column(
            "received_on",
            "到账日期 到账时间 收款日期 付款日期 回款日期 退款日期 receivedon paidon =date =日期",
            looks=looks.like_date,
        ),
        Column("amount_yuan", "金额 到账金额 收款金额 回款金额 实收 amountyuan amount"),
        Column("refund", "退款 是否退款 refund isrefund"),
    ),
    required=("phone", "shares", "received_on", "amount_yuan"),
    resource="deal_confirmations",
)

TARGETS = Kind(
    "targets",
    (
        Column("scope", "范围 层级 对象类型 scope"),
        Column("owner", "对象 归属 归属人 名称 姓名 账号 owner name login"),
        Column("measure", "指标 目标项 项目 measure metric"),
        Column("period", "期间 周期 月份 时间 period month"),
        Column("value", "目标 目标值 数值 value target"),
    ),
    required=("scope", "owner", "measure", "period", "value"),
    resource="targets",
)
