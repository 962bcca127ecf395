#!/usr/bin/env bash
# Prepares this folder for `make demo` (runtime), `make test` or `make pictures`: what the system lacks
# comes from apt, the rest goes into .venv in the locked versions. A second run changes nothing.
#
#   scripts/setup.sh runtime|test|pictures
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly VENV=$PWD/.venv
readonly SYSTEM_PYTHON=/usr/bin/python3 # Debian's python3-uno belongs to this one

fail() {
    printf 'xladdin set-up: %s\n' "$*" >&2
    exit 1
}

# --- what the system gives ---------------------------------------------------------------------

python_is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
python_makes_venvs() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }
has_office_part() { [[ -e $(dirname "$(readlink -f "$(command -v soffice)")")/lib$1lo.so ]]; }
has_chinese_font() { command -v fc-list >/dev/null && [[ -n $(fc-list :lang=zh-cn family) ]]; }

system_packages_missing() { # MODE -> names of Debian packages, one a line
    "$SYSTEM_PYTHON" -c '' 2>/dev/null || echo python3
    if ! python_makes_venvs "$(choose_python)"; then echo python3-venv; fi
    [[ $1 != runtime ]] || return 0
    has_office_part sc || echo libreoffice-calc
    has_office_part sw || echo libreoffice-writer
    "$SYSTEM_PYTHON" -c 'import uno' 2>/dev/null || echo python3-uno
    has_chinese_font || echo fonts-noto-cjk
    command -v pdftoppm >/dev/null || echo poppler-utils
    [[ -x /usr/sbin/dovecot ]] || echo dovecot-imapd
    command -v openssl >/dev/null || echo openssl
    [[ $1 == pictures ]] || return 0
    command -v Xvfb >/dev/null || echo xvfb
    command -v scrot >/dev/null || echo scrot
}

install_system_packages() { # NAME...
    local as_root=()
    command -v apt-get >/dev/null ||
        fail "missing: $*. These are Debian's names; install their like on this system, then try again."
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null ||
            fail "missing: $*. Ask an administrator to run: apt-get install $*"
        as_root=(sudo)
    fi
    echo "xladdin set-up: installing $* (this can take some minutes)"
    "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq --yes --no-install-recommends "$@" >/dev/null ||
        fail "apt could not install: $*. What it says above has to be mended first."
}

choose_python() { # -> the system's Python where it is new enough, else another on the path
    local candidate
    for candidate in "$SYSTEM_PYTHON" python3.13 python3.12 python3.11 python3; do
        if python_is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "$SYSTEM_PYTHON"
}

prepare_system() { # MODE
    local missing
    missing=$(system_packages_missing "$1")
    # one word is one package
    if [[ -n $missing ]]; then install_system_packages $missing; fi
    python_is_new_enough "$(choose_python)" ||
        fail "Python 3.11 or later is needed; $SYSTEM_PYTHON is $("$SYSTEM_PYTHON" --version)."
    [[ $1 == runtime ]] || python_is_new_enough "$SYSTEM_PYTHON" ||
        fail "the tests need LibreOffice's own Python ($SYSTEM_PYTHON) to be 3.11 or later."
}

# --- the virtual environment -------------------------------------------------------------------

venv_fits() { # PYTHON -> is .venv there, of this Python, and not moved here from elsewhere?
    local version executable
    version=$("$1" -c 'import platform; print(platform.python_version())')
    executable=$("$1" -c 'import sys; print(sys.executable)')
    grep -qsxF "version = $version" "$VENV/pyvenv.cfg" &&
        grep -qsxF "command = $executable -m venv $VENV" "$VENV/pyvenv.cfg"
}

prepare_venv() { # MODE
    local python lock stamp broken
    python=$(choose_python)
    lock=requirements.lock
    if [[ $1 == test ]]; then lock=requirements-dev.lock; fi
    stamp=$VENV/.ready-$1
    if venv_fits "$python"; then
        if cat pyproject.toml "$lock" | cmp --quiet - "$stamp"; then return; fi
    else
        rm -rf "$VENV"
        "$python" -m venv "$VENV"
    fi

    echo "xladdin set-up: filling .venv from $lock"
    local pip=("$VENV/bin/python" -m pip --quiet --disable-pip-version-check)
    "${pip[@]}" install --require-hashes --requirement "$lock"
    "${pip[@]}" install --no-deps --editable .
    broken=$("$VENV/bin/python" -m pip check) ||
        fail "$lock does not fit pyproject.toml ($broken); run: make lock"

    cat pyproject.toml "$lock" >"$stamp"
    # what the tests need includes what the program needs
    if [[ $1 == test ]]; then cat pyproject.toml requirements.lock >"$VENV/.ready-runtime"; fi
}

case ${1-} in
runtime | test)
    prepare_system "$1"
    prepare_venv "$1"
    ;;
pictures)
    prepare_system pictures
    prepare_venv test
    ;;
*)
    fail "say which: scripts/setup.sh runtime|test|pictures"
    ;;
esac
