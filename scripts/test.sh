#!/bin/sh
# Installs what the tests need and runs them all; arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
. scripts/install.sh

debian libreoffice-writer libreoffice-calc poppler-utils \
    fonts-liberation fonts-crosextra-carlito fonts-dejavu-core python3-venv
package '.[test]'
validator

[ $# -gt 0 ] || set -- -q -n auto --maxprocesses 4
"$VENV/bin/ruff" check .
"$VENV/bin/ruff" format --check .
"$VENV/bin/mypy"
"$VENV/bin/mypy" tests docs benchmarks
exec "$VENV/bin/python" -m pytest "$@"
