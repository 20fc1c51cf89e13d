"""The request of a bundle as its manifest keeps it, and in what two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from briefing.data.selection import find_all, find_cities
from briefing.model.library import City, Library
from briefing.model.request import Request
from briefing.model.template import Template

_ASKED = {
    "cities": "城市",
    "themes": "主题",
    "period": "时期",
    "since": "起始时期",
    "home": "本地城市",
    "template": "模板",
    "formats": "格式",
    "date": "日期",
    "issue": "期号",
    "title": "标题",
    "mode": "排法",
    "number": "附件序号",
    "start_page": "首页页码",
    "doc_no": "发文字号",
    "notes": "资料来源",
    "kind": "种类",
    "to": "主送机关",
    "sender": "发文机关",
    "subject": "事由",
    "attachments": "附件",
    "merge": "合为一个文件",
}
"""What the parts of a request are called, for a briefing with those of its layout and for a memo."""
_CHOICES = {
    "standalone": "单独成文",
    "attachment": "附件",
    "list": "文末",
    "footnotes": "脚注",
    "True": "是",
    "False": "否",
}


def request_record(request: Request, library: Library, template: Template, home: City | None) -> dict[str, Any]:
    """Return the request as a manifest keeps it: what decides the content, and no path; `home` None for none.

    Each name stands in full, however it was typed: 武汉 and 武汉市 are the same request.
    """
    cities = find_cities(request.cities, [record.city for record in library.records.values()]) if request.cities else ()
    themes = find_all("主题", request.themes, list(library.catalogue.themes.values())) if request.themes else ()
    return {
        "cities": [city.name for city in cities],
        "themes": [theme.name for theme in themes],
        **{key: at.printed for key, at in (("period", request.period), ("since", request.since)) if at},
        "home": home.name if home else None,
        "template": template.id,
        "formats": list(request.formats),
        "date": request.date.isoformat(),
        "issue": request.issue.written if request.issue else None,
        "layout": asdict(request.layout),
        "title": request.title,
        "settings": {**request.defaults, **request.settings},
    }


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return in what the request `before` is another than `now`, in Chinese; [] where it is the same.

    One for the same in further formats is no other.
    """
    held, wanted = before.get("formats"), now.get("formats")
    if isinstance(held, list) and isinstance(wanted, list) and all(name in wanted for name in held):
        before = {**before, "formats": wanted}
    old, new = _by_name(before), _by_name(now)
    return [
        f"{name}（原为{_words(old.get(name))}，这次为{_words(new.get(name))}）"
        for name in dict.fromkeys((*new, *old))
        if old.get(name) != new.get(name)
    ]


def _by_name(request: Mapping[str, Any]) -> dict[str, object]:
    """Return the parts of a request, those of layout and settings one by one, under their Chinese names."""
    parts: dict[str, object] = {}
    for key, value in request.items():
        if key == "settings" and isinstance(value, Mapping):
            parts |= {f"参数“{name}”": text for name, text in value.items()}
        elif isinstance(value, Mapping):
            # the layout is one record in the program, but a person asked for each part of it
            parts |= {_ASKED.get(str(name), str(name)): part for name, part in value.items()}
        else:
            parts[_ASKED.get(key, key)] = value
    return parts


def _words(value: object) -> str:
    """Return a part of a request in words."""
    if isinstance(value, list):
        return "、".join(map(str, value)) or "不写"
    return "不写" if value in (None, "") else _CHOICES.get(str(value), str(value))
