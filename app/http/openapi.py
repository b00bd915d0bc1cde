"""The interface for advertising platforms as OpenAPI 3.1, in the reader's language."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from app import clock
from app.http import api
from app.models.arrivals import STATES
from app.rules.imports import leads, platforms
from app.services import settings

Schema = dict[str, Any]
JSON = "application/json"


def document() -> Schema:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("连线:广告平台接口"),
            "version": "1",
            "description": _(
                "一次送一条精准资源。工作日早上分配之后到 %(until)s 送来的马上分给一位专员,其余的等下一次分配。",
                until=settings.value("allocation.arrivals_until", clock.today()),
            ),
        },
        "servers": [{"url": request.host_url.rstrip("/")}],
        "security": [{"token": []}],
        "paths": {"/api/leads": {"post": operation()}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Lead": lead(), "Answer": answer(), "Refusal": refusal()},
        },
    }


def operation() -> Schema:
    return {
        "operationId": "createLead",
        "summary": _("送来一条资源"),
        "description": _(
            "来源由令牌决定。用平台自己的编号防重:同一编号、同样内容再送,得到和第一次一样的回答,不会多出资源。"
        ),
        "requestBody": {"required": True, "content": {JSON: {"schema": ref("Lead")}}},
        "responses": {
            "201": told(_("收下了"), "Answer"),
            "200": told(_("以前收过,回答和第一次一样"), "Answer"),
            **{str(status): told(text, "Refusal") for status, text in refusals().items()},
        },
    }


def refusals() -> dict[int, str]:
    return {
        400: _("内容不是 JSON 对象"),
        401: _("没有令牌,令牌不对,或已作废"),
        409: _("这个编号以前来过,内容不一样"),
        413: _("内容超过 %(kilobytes)s KB", kilobytes=api.LARGEST // 1024),
        415: _("Content-Type 不是 application/json"),
        422: _("有字段不能用,fields 里逐个说明"),
    }


def lead() -> Schema:
    """Fields that are not named here are passed over, so that a platform may add some."""
    short = {"type": ["string", "null"], "maxLength": leads.LONGEST_LINE}
    number = {"type": ["string", "integer"], "minLength": 1}
    return {
        "type": "object",
        "required": ["id", "phone"],
        "properties": {
            "id": number | {"maxLength": platforms.LONGEST_ID, "description": _("平台自己的编号")},
            "phone": number
            | {"maxLength": platforms.LONGEST_PHONE, "description": _("电话,怎么写都行")},
            **{name: dict(short) for name in leads.TEXTS},
            "note": short | {"maxLength": leads.LONGEST_NOTE},
        },
        "example": {"id": "20261123-001", "phone": "13800138000", "name": "王秀英"},
    }


def answer() -> Schema:
    states = {
        "handed_out": _("已分给一位专员"),
        "waiting": _("等下一次分配"),
        "duplicate": _("号码已有,补上了新内容"),
        "do_not_call": _("在禁呼名单上,没有收下资源"),
    }
    explained = "; ".join(f"{state}: {states[state]}" for state in STATES)
    return {
        "type": "object",
        "required": ["id", "state"],
        "properties": {
            "id": {"type": "string", "description": _("平台自己的编号")},
            "state": {"type": "string", "enum": list(STATES), "description": explained},
        },
        "additionalProperties": False,
    }


def refusal() -> Schema:
    said: Schema = {
        "type": "object",
        "required": ["error", "message"],
        "properties": {"error": {"type": "string"}, "message": {"type": "string"}},
        "additionalProperties": False,
    }
    codes = {"type": "string", "enum": sorted(api.STATUSES)}
    fields = {"type": "object", "additionalProperties": said}
    properties = said["properties"] | {"error": codes, "fields": fields}
    return said | {"properties": properties}


def told(text: str, schema: str) -> Schema:
    return {"description": text, "content": {JSON: {"schema": ref(schema)}}}


def ref(schema: str) -> Schema:
    return {"$ref": f"#/components/schemas/{schema}"}
