# Installs Debian packages that are missing; sourced by the other scripts.
# On another system, or without root, it says what to install and stops.

# packages_need PACKAGE...
packages_need() {
    local missing=() package
    if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        packages_elsewhere "$@"
        return
    fi
    for package in "$@"; do
        # shellcheck disable=SC2016  # dpkg-query expands it, not the shell
        [[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" == installed* ]] || missing+=("$package")
    done
    if [[ ${#missing[@]} -eq 0 ]]; then
        return
    fi
    if [[ $(id -u) -ne 0 ]]; then
        echo "missing packages; as root, run: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    echo "installing ${missing[*]}" >&2
    packages_install "${missing[@]}" || { apt-get update -qq && packages_install "${missing[@]}"; } || {
        echo "these scripts know Debian 12; elsewhere, install what corresponds to: $*" >&2
        exit 1
    }
}

# Installs without asking and without what is only recommended; quiet when it cannot.
packages_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Says what a system without apt needs, and goes on: it may be there.
packages_elsewhere() {
    cat >&2 <<END
This script installs packages on Debian 12 only. Here, install what corresponds to
    $*
    macOS:   xcode-select --install; brew install llvm sqlite
    Fedora:  dnf install gcc clang-libs clang-resource-filesystem sqlite-devel
    Windows: winget install LLVM.LLVM, and sqlite3.h from sqlite.org
    anywhere: pip install libclang
and point LIBCLANG_PATH at the directory of libclang if \`quarry bindgen doctor\` does not find it.
END
}

# Cargo, also where the shell that calls us does not have it on its path yet.
packages_cargo() {
    if ! command -v cargo >/dev/null 2>&1 && [[ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]]; then
        export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
    fi
    if ! command -v cargo >/dev/null 2>&1; then
        echo "no cargo: install Rust from https://rustup.rs" >&2
        exit 1
    fi
}

# Where other programs are put: beside what cargo makes.
packages_beside() {
    realpath -m "${CARGO_TARGET_DIR:-target}"
}

# packages_pip PACKAGE VERSION: the directory that packages_pip_install puts it in.
packages_pip() {
    echo "$(packages_beside)/$1-$2"
}

# packages_pip_install PACKAGE VERSION INSTEAD: PyPI's package, once. INSTEAD is what may be done
# where there is no way to it.
packages_pip_install() {
    local directory
    directory="$(packages_pip "$1" "$2")"
    if [[ ! -d "$directory" ]]; then
        echo "installing $1 $2 into $directory" >&2
        # Elsewhere first: what is interrupted is not there.
        rm -rf "$directory.new"
        python3 -m pip install --quiet --disable-pip-version-check --no-deps --no-compile \
            --root-user-action=ignore --target "$directory.new" "$1==$2" || {
            echo "no $1: $3, or give pip the way to $1 $2" >&2
            exit 1
        }
        mv "$directory.new" "$directory"
    fi
}

PACKAGES_ZIG=0.17.1

# The program that packages_zig installs.
packages_zig_program() {
    echo "$(packages_pip ziglang "$PACKAGES_ZIG")/ziglang/zig"
}

# PyPI's zig, once; QUARRY_TEST_ZIG is its program.
packages_zig() {
    if [[ -z "${QUARRY_TEST_ZIG:-}" ]]; then
        packages_pip_install ziglang "$PACKAGES_ZIG" "set QUARRY_TEST_ZIG to its program"
        QUARRY_TEST_ZIG="$(packages_zig_program)"
        export QUARRY_TEST_ZIG
    fi
}

PACKAGES_LIBCLANG=18.1.1

# The directory of the libclang that packages_libclang installs.
packages_libclang_directory() {
    echo "$(packages_pip libclang "$PACKAGES_LIBCLANG")/clang/native"
}

# PyPI's libclang, once: one file with all of LLVM that it needs, and no headers.
# QUARRY_TEST_LIBCLANG_ALONE is its directory.
packages_libclang() {
    if [[ -z "${QUARRY_TEST_LIBCLANG_ALONE:-}" ]]; then
        packages_pip_install libclang "$PACKAGES_LIBCLANG" \
            "set QUARRY_TEST_LIBCLANG_ALONE to the directory of one without headers"
        QUARRY_TEST_LIBCLANG_ALONE="$(packages_libclang_directory)"
        export QUARRY_TEST_LIBCLANG_ALONE
    fi
}

# The directory of the libclang that tests and benches have as if it had come with the program.
packages_shipped_directory() {
    echo "$(packages_beside)/shipped-$PACKAGES_LIBCLANG"
}

# packages_shipped DIRECTORY: puts the libclang there that comes with the program. That is PyPI's, with
# the builtin headers of its version, which PyPI's clang-tidy has.
packages_shipped() {
    local library headers
    packages_pip_install libclang "$PACKAGES_LIBCLANG" "take the system's libclang"
    packages_pip_install clang-tidy "$PACKAGES_LIBCLANG" "take the system's libclang"
    headers="$(packages_pip clang-tidy "$PACKAGES_LIBCLANG")/clang_tidy/data/lib/clang"
    rm -rf "$1.new"
    mkdir -p "$1.new"
    for library in "$(packages_libclang_directory)"/libclang.*; do
        # The name tells the version.
        cp "$library" "$1.new/libclang-${PACKAGES_LIBCLANG%%.*}.${library##*.}"
    done
    cp -R "$headers" "$1.new/clang"
    rm -rf "$1"
    mv "$1.new" "$1"
}

# Where the bench keeps what zig compiles of itself: its translate-c, when that is called first.
packages_zig_cache() {
    echo "$(packages_beside)/zig-cache"
}

# Makes zig do that now.
packages_zig_ready() {
    local cache empty
    packages_zig
    cache="$(packages_zig_cache)"
    empty="$(mktemp -d)"
    touch "$empty/empty.c"
    ZIG_GLOBAL_CACHE_DIR="$cache" ZIG_LOCAL_CACHE_DIR="$empty" \
        "$QUARRY_TEST_ZIG" translate-c -lc "$empty/empty.c" >/dev/null || rm -rf "$cache"
    rm -rf "$empty"
}

PACKAGES_BINDGEN=0.73.2

# The program that packages_bindgen installs.
packages_bindgen_program() {
    echo "$(packages_beside)/bindgen-cli-$PACKAGES_BINDGEN/bin/bindgen"
}

# rust-bindgen's command, once, as its users get it: a release build with its own lock file.
packages_bindgen() {
    local program directory
    program="$(packages_bindgen_program)"
    directory="${program%/bin/bindgen}"
    if [[ ! -x "$program" ]]; then
        echo "installing bindgen-cli $PACKAGES_BINDGEN into $directory" >&2
        cargo install --quiet --locked --root "$directory" --target-dir "$directory.new" \
            "bindgen-cli@$PACKAGES_BINDGEN" >&2 || {
            echo "no rust-bindgen: cargo cannot install bindgen-cli $PACKAGES_BINDGEN" >&2
            exit 1
        }
        rm -rf "$directory.new"
    fi
}
