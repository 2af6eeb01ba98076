#!/usr/bin/env bash
# Makes the bindings of the standard library, stdlib/c/, anew: all headers are those of the zig that
# scripts/packages.sh pins. Arguments go to `quarry bindgen`: --check --verify writes nothing and
# says what is not as it would be made. QUARRY_PROFILE is the profile of cargo to build with.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/packages.sh

packages_cargo
packages_need gcc libclang1-14 libclang-common-14-dev python3-pip
packages_zig
export ZIG="$QUARRY_TEST_ZIG"

cargo build --quiet --profile "${QUARRY_PROFILE:-release}"
cargo run --quiet --profile "${QUARRY_PROFILE:-release}" -- bindgen --manifest=stdlib/bindgen.toml "$@"
