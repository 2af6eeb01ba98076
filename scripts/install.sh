#!/usr/bin/env bash
# Builds the program and installs it with a libclang of its own: DIRECTORY/bin/quarry and
# DIRECTORY/lib/quarry. DIRECTORY is where cargo installs programs, unless it is given.
set -euo pipefail
directory="$(realpath -m "${1:-${CARGO_INSTALL_ROOT:-${CARGO_HOME:-$HOME/.cargo}}}")"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/packages.sh

packages_cargo
cargo install --quiet --locked --force --path . --root "$directory"
(packages_shipped "$directory/lib/quarry") || echo "going on without a libclang of its own" >&2
"$directory/bin/quarry" bindgen doctor | sed -n 1p
