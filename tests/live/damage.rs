//! A damaged text is seen: every kind of error that the calls are there to find makes an answer
//! another. Only damage that leaves pointers where they are: the rest would crash, as it should.

use crate::{libc, math, sqlite, zlib};

/// Widths, signs, order, values, results.
pub(crate) fn is_seen() -> Result<(), String> {
    sqlite::SCENARIO.sees(&[
        ("const SQLITE_ROW: i32 = 100", "const SQLITE_ROW: i32 = 101"),
        (
            "extern fn sqlite3_bind_double(arg0: *mut sqlite3_stmt, arg1: i32, arg2: f64)",
            "extern fn sqlite3_bind_double(arg0: *mut sqlite3_stmt, arg1: i32, arg2: f32)",
        ),
        (
            "extern fn sqlite3_column_int64(arg0: *mut sqlite3_stmt, iCol: i32) -> sqlite3_int64",
            "extern fn sqlite3_column_int64(arg0: *mut sqlite3_stmt, iCol: i32) -> i32",
        ),
        (
            "extern fn sqlite3_column_bytes(",
            "@link_name(\"sqlite3_column_type\")\nextern fn sqlite3_column_bytes(",
        ),
    ])?;
    zlib::SCENARIO.sees(&[
        (
            "    avail_in: uInt\n    total_in: uLong\n",
            "    total_in: uLong\n    avail_in: uInt\n",
        ),
        ("type uLong = u64", "type uLong = u32"),
        (
            "    data_type: i32\n",
            "    data_type: i64\n    more: i64\n",
        ),
        ("const Z_BUF_ERROR: i32 = -5", "const Z_BUF_ERROR: i32 = -3"),
    ])?;
    math::SCENARIO.sees(&[
        ("extern fn sinf(__x: f32)", "extern fn sinf(__x: f64)"),
        (
            "extern fn cos(__x: f64) -> f64",
            "extern fn cos(__x: f64) -> f32",
        ),
        (
            "extern fn ldexp(__x: f64, __exponent: i32)",
            "extern fn ldexp(__exponent: i32, __x: f64)",
        ),
        ("const M_PI: f64 = 3.14", "const M_PI: f64 = 3.15"),
        ("extern fn cbrt(", "@link_name(\"sqrt\")\nextern fn cbrt("),
    ])?;
    libc::SCENARIO.sees(&[
        (
            "    tm_min: i32\n    tm_hour: i32\n",
            "    tm_hour: i32\n    tm_min: i32\n",
        ),
        ("    tm_year: i32\n", "    tm_year: i8\n"),
        (
            "    quot: i32\n    rem: i32\n",
            "    quot: i64\n    rem: i32\n",
        ),
        (
            "    quot: i32\n    rem: i32\n",
            "    rem: i32\n    quot: i32\n",
        ),
        (
            "    quot: i64\n    rem: i64\n",
            "    quot: f64\n    rem: f64\n",
        ),
        (
            "__endptr: *mut *mut u8, __base: i32) -> i64",
            "__endptr: *mut *mut u8, __base: i32) -> i32",
        ),
        (
            "extern fn strtof(__nptr: *const u8, __endptr: *mut *mut u8) -> f32",
            "extern fn strtof(__nptr: *const u8, __endptr: *mut *mut u8) -> f64",
        ),
        (
            "__endptr: *mut *mut u8, __base: i32) -> i64",
            "__endptr: *mut *mut u8, __base: i32) -> u64",
        ),
        (
            "type __compar_fn_t = Option[fn(*const void, *const void) -> i32]",
            "type __compar_fn_t = Option[fn(*const void, *const void) -> u8]",
        ),
        (
            "    st_mode: __mode_t\n    st_uid: __uid_t\n",
            "    st_uid: __uid_t\n    st_mode: __mode_t\n",
        ),
    ])
}
