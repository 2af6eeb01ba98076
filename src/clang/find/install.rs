//! What to install where there is no libclang: the one text for `doctor` and for the error.

/// How to get a libclang, a line for each system, without a final newline.
pub fn install_advice() -> String {
    [
        "quarry needs libclang 14 or newer. Any one of these brings it:",
        "  Debian, Ubuntu:  apt-get install libclang1-14 libclang-common-14-dev",
        "                   (or another version: libclang1-19 libclang-common-19-dev)",
        "  Fedora:          dnf install clang-libs",
        "  Arch Linux:      pacman -S clang",
        "  Alpine:          apk add clang-libclang clang",
        "  macOS:           xcode-select --install, or brew install llvm",
        "  Windows:         winget install LLVM.LLVM",
        "  anywhere:        pip install libclang",
        "If it is in another place, set LIBCLANG_PATH to the library or to its directory.",
    ]
    .join("\n")
}
