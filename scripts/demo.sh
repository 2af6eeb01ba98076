#!/usr/bin/env bash
# Sets up whatever is missing, builds and installs the program, and generates bindings for the real sqlite3.h.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/packages.sh

packages_cargo
packages_need gcc libc6-dev libsqlite3-dev python3-pip

header="${1:-/usr/include/sqlite3.h}"
if [[ ! -e $header ]]; then
    echo "no $header: name your sqlite3.h, as in scripts/demo.sh path/to/sqlite3.h" >&2
    exit 1
fi
installed="$(packages_beside)/installed"
# Without a way to PyPI, the system's libclang will do.
scripts/install.sh "$installed" || packages_need libclang1-14 libclang-common-14-dev
output="$(packages_beside)/sqlite.pyrite"
"$installed/bin/quarry" bindgen "$header" --output="$output"
echo
echo "The first lines of $output:"
echo
sed -n '1,60p' "$output"
