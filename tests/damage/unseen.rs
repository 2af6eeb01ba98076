//! What `verify` does not see, with the reasons: texts of the small module, and what they become.

/// What is not seen, or makes no difference to see: the kind, what is changed into what, and why.
pub(crate) type Unseen = (&'static str, &'static str, &'static str, &'static str);

/// All that cannot be seen; `docs/verify.md` has the same list.
pub(crate) const UNSEEN: [Unseen; 12] = [
    (
        "names of parameters",
        "same(a: *mut u8, b: *mut u8)",
        "same(b: *mut u8, a: *mut u8)",
        "parameters of the same type are told apart by their names only, and C's are no part of a type",
    ),
    (
        "an item missing",
        "extern var number: i32\n",
        "",
        "a module need not have all that a header has",
    ),
    (
        "an item where it does not exist",
        "extern var number: i32\n",
        "@cfg(target_os = \"windows\")\nextern var number: i32\n",
        "it is missing on this target; verify the module for the other one",
    ),
    (
        "usize for u64",
        "fn length() -> u64",
        "fn length() -> usize",
        "both are the same where pointers are as wide: verify for a target where they are not",
    ),
    (
        "a convention that the target does not have",
        "extern fn length",
        "extern \"stdcall\" fn length",
        "compilers ignore it on all but 32-bit x86, so that it means the same",
    ),
    (
        "no null pointer",
        "type callback = Option[fn(i32, *const u8, ...) -> i32]",
        "type callback = fn(i32, *const u8, ...) -> i32",
        "whether a pointer may be null is no part of C's types",
    ),
    (
        "enumerator as plain integer",
        "const GREEN: color = 5",
        "const GREEN: i32 = 5",
        "C gives an enumerator the type `int`",
    ),
    (
        "library",
        "extern var number: i32\n",
        "@link(\"other\")\nextern var number: i32\n",
        "headers do not tell the library: `--library` looks into it",
    ),
    (
        "padding under another name",
        "    name: *const u8",
        "    _pad0: [u8; 0]\n    name: *const u8",
        "padding of no size moves nothing",
    ),
    (
        "documentation and comments",
        "# v: volatile in C\n",
        "",
        "they have no meaning",
    ),
    (
        "an alias in place of what it stands for",
        "    i: i32\n    f: f32",
        "    i: i32\n    f: scale",
        "an alias is the type itself",
    ),
    (
        "a method missing",
        "    fn set_b(&mut self, value: bool):\n        let bits = value as u8\n        \
         self._bits0[1] = (self._bits0[1] & 254) | (bits & 1)\n",
        "",
        "a module need not have all methods; it is told as not checked",
    ),
];
