#!/bin/sh
# Installs what the tests need and runs them all; arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
. scripts/install.sh

debian libreoffice-writer libreoffice-calc poppler-utils chromium \
    fonts-liberation fonts-crosextra-carlito fonts-dejavu-core python3-venv
package '.[test]'
validator

[ $# -gt 0 ] || set -- -q -n auto --maxprocesses 4
code=0
"$VENV/bin/ruff" check . || code=1
"$VENV/bin/ruff" format --check . || code=1
"$VENV/bin/mypy" || code=1
"$VENV/bin/mypy" tests docs benchmarks || code=1
"$VENV/bin/python" -m pytest "$@" || code=$?
exit "$code"
