#!/usr/bin/env bash
# Installs what the render tests need on a Debian machine, as root: LibreOffice, poppler, Chromium, and openly licensed
# fonts that stand in for the fonts of Chinese offices. Does nothing where apt or root is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "no root or no apt: nothing installed"
  exit 1
fi
if ! command -v soffice >/dev/null || ! command -v pdftoppm >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    libreoffice-writer poppler-utils fontconfig fonts-noto-cjk >/dev/null
fi
if ! command -v chromium >/dev/null; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
    || echo "no chromium: the preview's browser tests will say that they are skipped"
fi
fonts=/usr/local/share/fonts/briefing
if ! ls /usr/local/share/fonts/*/FandolFang-Regular.otf >/dev/null 2>&1; then
  # The six font files alone, out of the package: installing it would bring a whole TeX along.
  work=$(mktemp -d)
  chmod 755 "$work"
  trap 'rm -rf "$work"' EXIT
  mkdir -p "$fonts"
  (cd "$work" && apt-get download -qq texlive-lang-chinese \
    && dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb \
    | tar -x --wildcards './usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/Fandol[FHKS]*.otf')
  find "$work" -name '*.otf' -exec cp {} "$fonts"/ \;
fi
cp "$here/64-office-fonts.conf" /etc/fonts/conf.d/
fc-cache
