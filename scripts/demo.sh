#!/bin/sh
# Installs kanto-docs into .venv and checks a plan that is full of mistakes.
set -eu
cd "$(dirname "$0")/.."
. scripts/install.sh

package .

say "\$ $VENV/bin/kanto-docs check samples/mistakes/plan.yaml"
code=0
"$VENV/bin/kanto-docs" check samples/mistakes/plan.yaml || code=$?
say "The exit code of check was $code: 1 means that it found errors, and here it should."
[ "$code" = 1 ]
