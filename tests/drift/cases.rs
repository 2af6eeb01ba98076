//! Changes of C headers: what C says, what it says then, and what must be said of that.

/// A change: what C says, what it says then, and the line that must be said of it.
pub(crate) type Case = (&'static str, &'static str, &'static str);

/// What breaks programs.
pub(crate) const BREAKING: &[Case] = &[
    ("int f(int); int g(int);", "int g(int);", "f: removed"),
    (
        "int f(int a);",
        "int f(long a);",
        "f: parameter 1 was i32 and is i64",
    ),
    (
        "int f(int a);",
        "int f(unsigned a);",
        "f: parameter 1 was i32 and is u32",
    ),
    (
        "struct s; int f(int a, struct s **b);",
        "struct s; int f(int a, void *b);",
        "f: parameter 2 was *mut *mut s and is *mut void",
    ),
    (
        "int f(const char *a);",
        "int f(char *a);",
        "f: parameter 1 was *const u8 and is *mut u8",
    ),
    (
        "int f(int a);",
        "int f(int a, int b);",
        "f: had 1 parameter, (i32) -> i32, and has 2 parameters, (i32, i32) -> i32",
    ),
    (
        "int f(int a, char *b);",
        "int f(char *b, int a);",
        "f: parameter 1 was i32 and is *mut u8",
    ),
    (
        "int f(void);",
        "void f(void);",
        "f: result was i32 and is void",
    ),
    (
        "int f(void);",
        "short f(void);",
        "f: result was i32 and is i16",
    ),
    (
        "int f(int, ...);",
        "int f(int);",
        "f: was variadic and is not variadic",
    ),
    (
        "int f(int);",
        "__attribute__((ms_abi)) int f(int);",
        "f: convention was the target's own and is \"ms_abi\"",
    ),
    (
        "int f(int) __asm__(\"f1\");",
        "int f(int) __asm__(\"f2\");",
        "f: symbol was f1 and is f2",
    ),
    (
        "int f(int);",
        "int g(int) __asm__(\"f\");",
        "f: is called g now",
    ),
    (
        "int f(int (*g)(int));",
        "int f(int (*g)(long));",
        "f: parameter 1 was Option[fn(i32) -> i32] and is Option[fn(i64) -> i32]",
    ),
    (
        "struct s { int a; };",
        "struct s { long a; };",
        "struct s: field a was i32 and is i64",
    ),
    (
        "struct s { int a; };",
        "struct s { int a, b; };",
        "struct s: size was 4 and is 8",
    ),
    (
        "struct s { int a; };",
        "struct s { int a, b; };",
        "struct s: field b: i32 added at the end",
    ),
    (
        "struct s { int a, c; };",
        "struct s { int a, b, c; };",
        "struct s: field b: i32 added after a",
    ),
    (
        "struct s { char a; int c; };",
        "struct s { char a, b; int c; };",
        "struct s: field b: i8 added after a",
    ),
    (
        "struct s { int a, b; };",
        "struct s { int a; };",
        "struct s: field b removed",
    ),
    (
        "struct s { int a, b; };",
        "struct s { int b, a; };",
        "struct s: field a was number 1 and is number 2",
    ),
    (
        "struct s { int a, b; };",
        "struct s { int a, c; };",
        "struct s: field b is called c now",
    ),
    (
        "struct s { char a; int b; };",
        "struct __attribute__((packed)) s { char a; int b; };",
        "struct s: packed was none and is 1",
    ),
    (
        "struct s { int a; };",
        "struct __attribute__((aligned(16))) s { int a; };",
        "struct s: alignment was 4 and is 16",
    ),
    (
        "struct s { int a; float b; };",
        "union s { int a; float b; };",
        "struct s: was a struct and is a union",
    ),
    (
        "struct s { int a; }; void f(struct s *);",
        "struct s; void f(struct s *);",
        "struct s: was a struct and is opaque: no program can have one by value any more",
    ),
    (
        "struct s { int a[4]; };",
        "struct s { int a[5]; };",
        "struct s: field a was [i32; 4] and is [i32; 5]",
    ),
    (
        "struct s { struct { int a; } b; };",
        "struct s { struct { long a; } b; };",
        "struct s_b: field a was i32 and is i64",
    ),
    (
        "union u { int a; };",
        "union u { int a; long b; };",
        "union u: field b: i64 added",
    ),
    (
        "union u { int a; long b; };",
        "union u { long b; };",
        "union u: field a removed",
    ),
    (
        "typedef int t; t f(void);",
        "typedef long t; t f(void);",
        "type t: was i32 and is i64",
    ),
    (
        "struct s { unsigned a : 3, b : 5; };",
        "struct s { unsigned a : 4, b : 4; };",
        "struct s: bit-field b was 5 bits at byte 0, bit 3 and is 4 bits at byte 0, bit 4",
    ),
    (
        "struct s { unsigned a : 3; };",
        "struct s { int a : 3; };",
        "struct s: bit-field a was u32 and is i32",
    ),
    (
        "struct s { unsigned a : 3, b : 2; };",
        "struct s { unsigned a : 3, : 2; };",
        "struct s: bit-field b removed",
    ),
    (
        "enum e { A, B };",
        "enum e { A, C, B };",
        "B: was 1 and is 2",
    ),
    (
        "enum e { A };",
        "enum e { A = -1 };",
        "type e: was u32 and is i32",
    ),
    ("#define A 1", "#define A 2", "A: was 1 and is 2"),
    ("#define A 1", "#define A 1u", "A: type was i32 and is u32"),
    ("#define A 1.5", "#define A 1.25", "A: was 1.5 and is 1.25"),
    (
        "#define A \"x\"",
        "#define A \"y\"",
        "A: was \"x\" and is \"y\"",
    ),
    ("#define A 1\n#define B 2", "#define B 2", "A: removed"),
    (
        "extern int v;",
        "extern long v;",
        "v: type was i32 and is i64",
    ),
    (
        "extern int v;",
        "extern const int v;",
        "v: was mutable (extern var) and is constant (extern let)",
    ),
    (
        "extern const int v;",
        "extern int v;",
        "v: was constant (extern let) and is mutable (extern var)",
    ),
    (
        "#define v 1",
        "extern int v;",
        "v: was a constant and is a variable",
    ),
    (
        "int v(void);",
        "extern int v;",
        "v: was a function and is a variable",
    ),
    (
        "int f(int a);",
        "static inline int f(int a) { return a; }",
        "f: removed",
    ),
    (
        "int f(double a); int g(int);",
        "int f(long double a); int g(int);",
        "f: removed: it is skipped now",
    ),
    (
        "struct s { int a; long double b; };",
        "struct s { long a; long double b; };",
        "struct s: field a was i32 and is i64",
    ),
];

/// What breaks, and nothing else with it.
pub(crate) const ALONE: &[Case] = &[
    (
        "typedef struct s_ { int a; } s; void f(s *); void g(struct s_ *);",
        "typedef struct s { int a; } s; void f(s *); void g(struct s *);",
        "struct s_: removed",
    ),
    (
        "typedef struct s_ s; void f(s *); void g(struct s_ *);",
        "typedef struct s s; void f(s *); void g(struct s *);",
        "opaque type s_: removed",
    ),
    (
        "struct old { int a; struct old *next; }; void f(struct old);",
        "struct new { int a; struct new *next; }; void f(struct new);",
        "struct old: is called new now",
    ),
    (
        "struct s { int a; }; struct t { struct s s; }; void f(struct t);",
        "struct s { unsigned a; }; struct t { struct s s; }; void f(struct t);",
        "struct s: field a was i32 and is u32",
    ),
    (
        "typedef int t; t f(t a); struct s { t a; }; enum e { A }; void g(enum e);",
        "typedef unsigned t; t f(t a); struct s { t a; }; enum e { A }; void g(enum e);",
        "type t: was i32 and is u32",
    ),
];

/// What only adds.
pub(crate) const ADDITIVE: &[Case] = &[
    ("int f(int);", "int f(int); int g(int);", "g: added"),
    ("#define A 1", "#define A 1\n#define B 1", "B: added"),
    ("enum e { A };", "enum e { A, B };", "B: added"),
    (
        "struct s; void f(struct s *);",
        "struct s { int a; }; void f(struct s *);",
        "opaque type s: was opaque and is a struct with its fields",
    ),
    (
        "union u { long a; };",
        "union u { long a; int b; };",
        "union u: field b: i32 added",
    ),
    (
        "struct s { unsigned a : 3; };",
        "struct s { unsigned a : 3, b : 2; };",
        "struct s: bit-field b added",
    ),
    (
        "int f(long double a); int g(int);",
        "int f(double a); int g(int);",
        "f: added: it was skipped",
    ),
];

/// What no program sees.
pub(crate) const COSMETIC: &[Case] = &[
    (
        "/** Does. */ int f(int a);",
        "/** Does it. */ int f(int a);",
        "f: documentation changed",
    ),
    (
        "int f(int a);",
        "/** Does it. */ int f(int a);",
        "f: documentation added",
    ),
    (
        "int f(int a, int b);",
        "int f(int x, int b);",
        "f: name of a parameter changed: was a and is x",
    ),
    (
        "int f(int a); int g(int a);",
        "int g(int a); int f(int a);",
        "order: 1 item stands in another place: f",
    ),
    (
        "typedef int t; int f(t a);",
        "typedef int t; int f(int a);",
        "f: parameter 1 was t and is i32, which is the same type",
    ),
    (
        "struct s { int a; };",
        "struct s { volatile int a; };",
        "struct s: its text or a comment changed, and means the same",
    ),
    (
        "int g(int);",
        "int g(int); int f(long double a);",
        "f: skipped (",
    ),
    (
        "union u { int a; float b; };",
        "union u { float b; int a; };",
        "union u: field a was number 1 and is number 2",
    ),
];
