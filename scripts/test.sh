#!/usr/bin/env bash
# Sets up whatever the tests need and runs all of them. Arguments go to `cargo test`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/packages.sh

packages_cargo
# The compilers and both libclangs, then the headers that the corpus reads.
packages_need \
    gcc make ninja-build cmake meson gcc-avr avr-libc gcc-mingw-w64-x86-64-win32 gcc-mingw-w64-i686-win32 libc6-dev pkg-config time strace \
    gcc-i686-linux-gnu libc6-dev-i386-cross gcc-aarch64-linux-gnu libc6-dev-arm64-cross \
    gcc-arm-linux-gnueabihf libc6-dev-armhf-cross gcc-riscv64-linux-gnu libc6-dev-riscv64-cross \
    gcc-s390x-linux-gnu libc6-dev-s390x-cross libc6-dev-ppc64el-cross \
    clang-14 libclang1-14 libclang-common-14-dev llvm-14 \
    clang-19 libclang1-19 libclang-common-19-dev \
    libsqlite3-dev zlib1g-dev libcurl4-openssl-dev libpng-dev libssl-dev libsdl2-dev libvulkan-dev \
    libgtk-3-dev python3-dev libpq-dev libxml2-dev mingw-w64-common \
    libgit2-dev liblzma-dev libwayland-dev python3-pip parallel \
    zsh fish groff-base man-db

packages_zig
packages_libclang
packages_shipped "$(packages_shipped_directory)"

# They run the program some thousand times; what makes it twice as fast takes less time to compile.
export CARGO_PROFILE_DEV_OPT_LEVEL="${CARGO_PROFILE_DEV_OPT_LEVEL:-1}"
cargo test --no-fail-fast "$@"
