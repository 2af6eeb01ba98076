#!/usr/bin/env bash
# Makes the bindings of the standard library, stdlib/c/, anew: all headers are those of the zig that
# scripts/packages.sh pins. Arguments go to `quarry bindgen`: --check --verify writes nothing and
# says what is not as it would be made. QUARRY is the program, where that is not a release build of
# what is here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/packages.sh

packages_cargo
packages_need gcc libclang1-14 libclang-common-14-dev python3-pip
packages_zig
export ZIG="$QUARRY_TEST_ZIG"

if [[ -z "${QUARRY:-}" ]]; then
    cargo build --quiet --release
    QUARRY="$(packages_beside)/release/quarry"
fi
"$QUARRY" bindgen --manifest=stdlib/bindgen.toml "$@"
