#!/usr/bin/env bash
# Says where the other generators of bindings are that the bench `peers` measures, and the libclang
# that ours is installed with, one a line, with a tabulator between name and path: those that are
# here. With --install, all of them are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/packages.sh

case "${1:-}" in
"") ;;
--install)
    packages_cargo
    packages_shipped "$(packages_shipped_directory)"
    packages_zig_ready
    packages_bindgen
    ;;
*)
    echo "usage: scripts/peers.sh [--install]" >&2
    exit 2
    ;;
esac

zig="${QUARRY_TEST_ZIG:-$(packages_zig_program)}"
bindgen="$(packages_bindgen_program)"
libclang="$(packages_shipped_directory)"
cache="$(packages_zig_cache)"
# Without what it compiles of itself, the first call would take a minute.
if [[ -x "$zig" && -d "$cache" ]]; then
    printf 'zig\t%s\n' "$zig"
    printf 'zig-cache\t%s\n' "$cache"
fi
if [[ -d "$libclang" ]]; then
    printf 'libclang\t%s\n' "$libclang"
fi
if [[ -x "$bindgen" ]]; then
    printf 'rust-bindgen\t%s\n' "$bindgen"
fi
