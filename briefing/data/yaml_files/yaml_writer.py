"""Plain values as YAML that `yaml_nodes.read_yaml` reads back the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import yaml

Plain = str | int | Decimal | bool | Sequence["Plain"] | Mapping[str, "Plain"]
"""What a YAML file holds: texts, numbers without floats, lists and mappings."""


class _Dumper(yaml.SafeDumper):
    """Writes Decimals as they are, all their digits kept, and lists within mappings indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists, too, as the files of a workspace do."""
        return super().increase_indent(flow, indentless=False)


def _number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = format(value, "f")
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(Decimal, _number)


def write_yaml(value: Plain) -> bytes:
    """Return the value as a YAML file in UTF-8, keys in their order."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120).encode()
