//! What nobody can do without is there on each target: a macro of a header, a union that cannot be
//! passed or an inline function would take it away without an error.

use std::collections::BTreeSet;

use quarry_bindgen::pyrite::model::{ItemKind, Module};
use quarry_bindgen::target::Target;

use crate::{modules, targets};

/// Functions of each module.
const FUNCTIONS: &[(&str, &str)] = &[
    (
        "ctype",
        "isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper \
         isxdigit tolower toupper",
    ),
    ("fenv", "feclearexcept fegetround fesetround feraiseexcept"),
    ("inttypes", "imaxabs imaxdiv strtoimax strtoumax"),
    ("locale", "setlocale localeconv"),
    (
        "math",
        "acos asin atan atan2 cos sin tan cosh sinh tanh exp exp2 expm1 frexp ldexp log log10 log1p \
         log2 logb modf scalbn cbrt fabs hypot pow sqrt erf erfc lgamma tgamma ceil floor nearbyint \
         rint round trunc fmod remainder copysign nextafter fdim fmax fmin fma acosf sqrtf powf fmaf",
    ),
    ("setjmp", "longjmp"),
    ("signal", "signal raise"),
    (
        "stdio",
        "remove rename fclose fflush fopen freopen setbuf setvbuf fprintf printf snprintf sprintf \
         sscanf fgetc fgets fputc fputs getc getchar putc putchar puts ungetc fread fwrite fgetpos \
         fseek fsetpos ftell rewind clearerr feof ferror perror",
    ),
    (
        "stdlib",
        "atof atoi atol strtod strtof strtol strtoll strtoul strtoull rand srand calloc free malloc \
         realloc abort atexit exit getenv bsearch qsort abs labs llabs div ldiv mblen mbtowc wctomb",
    ),
    (
        "string",
        "memcpy memmove strcpy strncpy strcat strncat memcmp strcmp strcoll strncmp strxfrm memchr \
         strchr strcspn strpbrk strrchr strspn strstr strtok memset strerror strlen",
    ),
    (
        "threads",
        "thrd_create thrd_join mtx_lock mtx_unlock cnd_wait tss_set call_once",
    ),
    (
        "time",
        "clock difftime mktime time asctime ctime gmtime localtime strftime",
    ),
    ("uchar", "mbrtoc16 c16rtomb mbrtoc32 c32rtomb"),
    (
        "wchar",
        "mbrtowc wcrtomb wcslen wcscpy wmemcpy wcstol fgetwc swprintf btowc",
    ),
    (
        "wctype",
        "iswalpha iswdigit towlower towupper wctype iswctype",
    ),
    ("arpa_inet", "inet_ntop inet_pton"),
    ("dirent", "opendir readdir closedir rewinddir"),
    ("dlfcn", "dlopen dlsym dlclose dlerror"),
    ("fcntl", "open openat fcntl"),
    ("netdb", "getaddrinfo freeaddrinfo getnameinfo gai_strerror"),
    ("poll", "poll"),
    (
        "pthread",
        "pthread_create pthread_join pthread_detach pthread_self pthread_mutex_lock \
         pthread_mutex_unlock pthread_cond_wait pthread_key_create pthread_setspecific",
    ),
    ("sched", "sched_yield"),
    ("semaphore", "sem_init sem_wait sem_post"),
    ("sys_mman", "mmap munmap mprotect"),
    (
        "sys_socket",
        "accept getsockopt recv send setsockopt shutdown",
    ),
    ("sys_stat", "stat fstat lstat mkdir"),
    ("sys_time", "gettimeofday"),
    ("sys_uio", "readv writev"),
    ("sys_wait", "wait waitpid"),
    ("termios", "tcgetattr tcsetattr cfmakeraw"),
    (
        "unistd",
        "access chdir close fsync ftruncate getcwd getpid isatty link lseek pread pwrite read \
         readlink rmdir symlink sysconf unlink usleep write",
    ),
    (
        "windows",
        "CreateFileW ReadFile WriteFile CloseHandle GetLastError VirtualAlloc VirtualFree CreateThread \
         CreateEventW SetEvent WaitForSingleObject GetStdHandle WriteConsoleW SetConsoleMode \
         LoadLibraryW GetProcAddress QueryPerformanceCounter GetEnvironmentVariableW CreateProcessW",
    ),
    (
        "windows_synchronization",
        "WaitOnAddress WakeByAddressSingle",
    ),
];

/// What only systems with processes have.
const OF_UNIX: &[(&str, &str)] = &[
    ("signal", "sigaction sigprocmask kill sigaltstack"),
    ("stdio", "fileno fdopen popen getline fseeko ftello"),
    ("stdlib", "posix_memalign setenv unsetenv realpath mkstemp"),
    ("time", "clock_gettime nanosleep gmtime_r localtime_r"),
    (
        "sys_socket",
        "socket bind connect listen accept getsockname getpeername sendto recvfrom sendmsg recvmsg \
         socketpair",
    ),
    ("sys_mman", "madvise msync mlock shm_open"),
    (
        "unistd",
        "fork execve dup dup2 pipe getuid setsid _exit chown",
    ),
];

/// What stands behind macros, on some systems each.
const BEHIND_MACROS: &[(&str, &str, &[&str])] = &[
    ("errno", "__errno_location", &["linux"]),
    ("errno", "__error", &["macos", "freebsd"]),
    ("errno", "_errno", &["windows"]),
    ("stdio", "__acrt_iob_func", &["windows"]),
    ("assert", "__assert_fail", &["linux", "wasi"]),
    ("assert", "__assert_rtn", &["macos"]),
];

/// What is a macro or an inline function somewhere, where the library has no symbol for it or
/// the header hides that it has.
const LACKING: &[&str] = &[
    "fenv: feclearexcept on freebsd ",
    "fenv: fegetround on freebsd ",
    "fenv: fesetround on freebsd ",
    "sys_socket: setsockopt on wasi ",
];

/// The functions of a list that are not there on a target, each with the module and the system.
fn lacking(name: &str, module: &Module, target: &Target, functions: &str) -> Vec<String> {
    let is_there = |function: &&str| {
        module.items.iter().any(|item| {
            item.name == **function
                && matches!(item.kind, ItemKind::Function(_))
                && item.exists_on(target)
        })
    };
    let all = functions.split_whitespace();
    all.filter(|function| !is_there(function))
        .map(|function| format!("{name}: {function} on {} {}", target.os, target.env))
        .collect()
}

#[test]
fn what_every_target_has() {
    let modules = modules();
    let mut missing = BTreeSet::new();
    let mut look = |name: &str, functions: &str, systems: &[&str]| {
        let module = &modules[name];
        let is_such = |it: &Target| systems.is_empty() || systems.contains(&it.os.as_str());
        for target in targets(module).into_iter().filter(is_such) {
            missing.extend(lacking(name, module, &target, functions));
        }
    };
    for (name, functions) in FUNCTIONS {
        look(name, functions, &[]);
    }
    for (name, functions) in OF_UNIX {
        look(name, functions, &["linux", "macos", "freebsd"]);
    }
    for (name, function, systems) in BEHIND_MACROS {
        look(name, function, systems);
    }
    let expected: BTreeSet<String> = LACKING.iter().map(|&it| it.to_owned()).collect();
    assert_eq!(missing, expected);
}
