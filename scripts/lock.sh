#!/usr/bin/env bash
# Writes requirements.lock and requirements-dev.lock: the newest versions that pyproject.toml
# allows, with hashes, for every Python and system it names. Used by `make lock`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"${PYTHON:-python3}" -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet 'uv>=0.9'

lock() { # OUTPUT [more options of `uv pip compile`]
    local output=$1
    shift
    "$scratch/venv/bin/uv" --no-config --quiet pip compile pyproject.toml \
        --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command 'make lock' --output-file "$scratch/$output" "$@"
}

lock requirements-dev.lock --group dev
# the runtime's versions are those the tests run with
lock requirements.lock --constraint "$scratch/requirements-dev.lock" --no-annotate

mv "$scratch"/requirements*.lock .
