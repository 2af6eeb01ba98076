#!/usr/bin/env bash
# Installs the packages of scripts/corpus-packages.txt, reads each of their headers, and keeps the
# figures in docs/corpus.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/packages.sh

packages_cargo
mapfile -t packages < scripts/corpus-packages.txt
packages_need gcc clang-14 libclang1-14 libclang-common-14-dev clang-19 libclang1-19 \
    libclang-common-19-dev pkg-config "${packages[@]}"
cargo test --release --test packages -- --full --write
