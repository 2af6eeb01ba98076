#include <arpa/inet.h>
#include <inttypes.h>
#include <locale.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int by_key(const void *a, const void *b) {
    int left = *(const int *)a, right = *(const int *)b;
    return left < right ? -1 : left > right;
}

static void show(const struct tm *t) {
    printf("%d %d %d %d %d %d %d %d %d %ld %s\n", t->tm_sec, t->tm_min, t->tm_hour, t->tm_mday, t->tm_mon, t->tm_year,
        t->tm_wday, t->tm_yday, t->tm_isdst, t->tm_gmtoff, t->tm_zone);
}

int main(void) {
    int keys[] = {5, -3, 70000, 0, -70000, 5, 12, -1};
    qsort(keys, 8, 4, by_key);
    for (int i = 0; i < 8; i++) printf("sorted %d\n", keys[i]);
    int wanted = 12, absent = 13;
    printf("found %ld", (int *)bsearch(&wanted, keys, 8, 4, by_key) - keys);
    printf(" %d\n", bsearch(&absent, keys, 8, 4, by_key) == 0);
    printf("getenv %s %d\n", getenv("PATH"), getenv("QUARRY_TEST_ABSENT") == 0);
    const char *numbers[] = {"-123xyz", "0x7fz", "99999999999999999999", "077", "z", "-9223372036854775808 "};
    for (int i = 0; i < 6; i++) {
        char *end;
        long value = strtol(numbers[i], &end, 0);
        printf("strtol %ld %ld", value, end - numbers[i]);
        unsigned long other = strtoul(numbers[i], &end, 16);
        printf(" strtoul %lu %ld", other, end - numbers[i]);
        double number = strtod(numbers[i], &end);
        printf(" strtod %g %ld strtof %g\n", number, end - numbers[i], strtof(numbers[i], 0));
    }
    struct tm t;
    time_t times[] = {0, 1000000000, 1720000000, -1, 5000000000};
    setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1);
    tzset();
    for (int i = 0; i < 5; i++) {
        char text[100];
        show(localtime_r(&times[i], &t));
        printf("mktime %ld\n", mktime(&t));
        show(gmtime(&times[i]));
        size_t length = strftime(text, sizeof text, "%A %d %B %Y %H:%M:%S %Z", localtime(&times[i]));
        printf("strftime %zu %s\n", length, text);
    }
    printf("timezone %ld %d %s %s\n", timezone, daylight, tzname[0], tzname[1]);
    struct timeval now;
    printf("gettimeofday %d\n", gettimeofday(&now, 0));
    div_t d = div(-7, 2);
    ldiv_t l = ldiv(-70000000000, 3);
    lldiv_t ll = lldiv(80000000001, -4);
    imaxdiv_t m = imaxdiv(9, -4);
    printf("div %d %d %ld %ld %lld %lld %jd %jd\n", d.quot, d.rem, l.quot, l.rem, ll.quot, ll.rem, m.quot, m.rem);
    struct in_addr address = inet_makeaddr(0x7f, 0x010203);
    printf("address %08x %s %x\n", address.s_addr, inet_ntoa(address), inet_lnaof(address));
    hcreate(10);
    ENTRY one = {"one", (void *)1}, two = {"two", (void *)2}, asked = {"two", 0}, none = {"none", 0};
    hsearch(one, ENTER);
    hsearch(two, ENTER);
    ENTRY *found = hsearch(asked, FIND);
    printf("hsearch %s %ld %d\n", found->key, (long)found->data, hsearch(none, FIND) == 0);
    hdestroy();
    struct stat s;
    printf("stat %d", stat("/", &s));
    printf(" ino %lu mode %o nlink %lu uid %u size %ld mtime %ld %ld\n", s.st_ino, s.st_mode, s.st_nlink, s.st_uid, s.st_size,
        s.st_mtim.tv_sec, s.st_mtim.tv_nsec);
    struct lconv *c = localeconv();
    printf("localeconv %s|%s|%d\n", c->decimal_point, c->thousands_sep, c->p_sign_posn);
    char text[200];
    int length = snprintf(text, sizeof text, "%d %ld %s %c %.3f %g %x %lld %5.1f %u %hhd %p", -1, 1L << 40, "text", 'c', 2.0 / 3, 1e100,
        255u, -5000000000LL, (double)1.5f, 4000000000u, -3, (void *)0x1234);
    printf("snprintf %d %s\n", length, text);
    printf("floats %d", snprintf(text, 20, "%g %g %g %g %g %g %g %g %g %g", 1., 2., 3., 4., 5., 6., 7., 8., 9., 10.));
    printf(" %s\n", text);
    printf("abs %d %ld strlen %zu\n", abs(-70000), labs(-70000000000), strlen(text));
    unsetenv("TZ");
    for (char **e = environ; *e; e++) printf("environ %s\n", *e);
    return 0;
}
