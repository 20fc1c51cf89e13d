"""What data and parameters a template needs, as JSON Schema (draft 2020-12)."""

from __future__ import annotations

from briefing.content.asked.vocabulary import NAMES
from briefing.data.schema import DIALECT
from briefing.model.template import BRIEFING, CHOICE, FLAG, FORMS, WHOLE, Parameter, Template
from briefing.template_tools.inheritance import origin
from briefing.template_tools.usage import usage

Schema = dict[str, object]


def template_schema(template: Template) -> Schema:
    """Parameters under `settings`, the facts and sources named outright, and the names of `briefing` or `memo` used."""
    used = usage(template)
    names = {"type": "array", "items": {"type": "string"}}
    asked: Schema = {
        "cities": {"description": "城市；不写为全部", **names},
        "themes": {"description": "主题；不写为全部", **names},
        "home": {"description": "本地城市", "type": "string"},
    }
    properties: Schema = {
        **(asked if template.kind == BRIEFING else {}),
        "settings": {
            "type": "object",
            "properties": {item.name: _parameter(item, template) for item in template.parameters},
            "required": [item.name for item in template.parameters if item.required and not item.default],
            "additionalProperties": False,
        },
        "facts": _ids("正文直接引用的数据点，资料库里要有", used.facts),
        "sources": _ids("正文直接引用的来源，资料库里要有", used.sources),
        template.kind: {
            "description": "由程序给出，模板用到的有",
            "type": "object",
            "properties": {name: {"description": NAMES[template.kind][name]} for name in used.names},
        },
    }
    # only then is a request without settings none
    asks = any(item.required and not item.default for item in template.parameters)
    return {
        "$schema": DIALECT,
        "title": template.title,
        "description": template.description,
        "type": "object",
        "properties": properties,
        "required": [*template.needs, *(["settings"] if asks else [])],
    }


def _ids(meaning: str, ids: tuple[str, ...]) -> Schema:
    contains = [{"contains": {"const": id}} for id in ids]
    return {"description": meaning, "type": "array", "default": list(ids), **({"allOf": contains} if contains else {})}


def _parameter(item: Parameter, template: Template) -> Schema:
    """Return the schema of one parameter; a comment tells which template it is taken over from."""
    kinds: dict[str, Schema] = {
        WHOLE: {"type": "integer"},
        FLAG: {"type": "boolean"},
        CHOICE: {"enum": list(item.options)},
    }
    form: Schema = {"pattern": f"^(?:{FORMS[item.type][0]})$"} if item.type in FORMS else {}
    default = {"default": item.read(item.default)} if item.default else {}
    source = origin(template, item)
    taken = {"$comment": f"照用底本“{source.id}”的"} if source is not template else {}
    return {"description": item.description, **kinds.get(item.type, {"type": "string", **form}), **default, **taken}
