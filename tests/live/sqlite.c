#include <sqlite3.h>
#include <stdio.h>

static int row(void *user, int count, char **values, char **names) {
    ++*(int *)user;
    for (int i = 0; i < count; i++) printf("row %s=%s\n", names[i], values[i] ? values[i] : "(null)");
    return 0;
}

static int stop(void *user, int count, char **values, char **names) { return 1; }

static void half(sqlite3_context *context, int count, sqlite3_value **values) {
    printf("half of %d value, type %d\n", count, sqlite3_value_type(values[0]));
    sqlite3_result_double(context, sqlite3_value_double(values[0]) / 2);
}

int main(void) {
    sqlite3 *db = 0;
    sqlite3_stmt *statement = 0;
    char *message = 0;
    int rows = 0;
    printf("open %d\n", sqlite3_open(":memory:", &db));
    printf("version %s %d %s\n", sqlite3_libversion(), sqlite3_libversion_number(), sqlite3_version);
    printf("create %d\n", sqlite3_exec(db, "create table t(i integer primary key, r real, s text, b blob)", 0, 0, &message));
    printf("prepare %d\n", sqlite3_prepare_v2(db, "insert into t values(?, ?, ?, ?)", -1, &statement, 0));
    printf("parameters %d\n", sqlite3_bind_parameter_count(statement));
    for (int i = 0; i < 3; i++) {
        printf("bind %d", sqlite3_bind_int64(statement, 1, 5000000000LL * i - 7));
        printf(" %d", sqlite3_bind_double(statement, 2, i * -1.25));
        printf(" %d", i == 1 ? sqlite3_bind_null(statement, 3) : sqlite3_bind_text(statement, 3, "gr\xc3\xbc\xc3\x9f", -1, 0));
        printf(" %d\n", sqlite3_bind_blob(statement, 4, "\0\1\2\377", 4 - i, 0));
        printf("step %d", sqlite3_step(statement));
        printf(" reset %d\n", sqlite3_reset(statement));
    }
    printf("finalize %d\n", sqlite3_finalize(statement));
    printf("last %lld changes %d\n", sqlite3_last_insert_rowid(db), sqlite3_total_changes(db));
    printf("exec %d", sqlite3_exec(db, "select i, s, hex(b) as h from t order by i", 0, 0, 0));
    printf(" %d\n", SQLITE_OK);
    int code = sqlite3_exec(db, "select i, s, hex(b) as h from t order by i", row, &rows, &message);
    printf("exec %d, %d rows\n", code, rows);
    code = sqlite3_exec(db, "select 1", stop, 0, &message);
    printf("stopped %d %s\n", code, message);
    sqlite3_free(message);
    code = sqlite3_exec(db, "insert into t(i) values(-7)", 0, 0, &message);
    printf("twice %d %d %d %s\n", code, sqlite3_extended_errcode(db), code == SQLITE_CONSTRAINT, message);
    sqlite3_free(message);
    code = sqlite3_exec(db, "selekt", 0, 0, &message);
    printf("wrong %d %s / %s / %s\n", code, message, sqlite3_errmsg(db), sqlite3_errstr(code));
    sqlite3_free(message);
    sqlite3_prepare_v2(db, "select * from t order by i", -1, &statement, 0);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            printf("%s type %d bytes %d;", sqlite3_column_name(statement, i), sqlite3_column_type(statement, i), sqlite3_column_bytes(statement, i));
        printf(" %lld %g\n", sqlite3_column_int64(statement, 0), sqlite3_column_double(statement, 1));
    }
    printf("finalize %d\n", sqlite3_finalize(statement));
    printf("function %d\n", sqlite3_create_function_v2(db, "half", 1, SQLITE_UTF8, 0, half, 0, 0, 0));
    sqlite3_prepare_v2(db, "select half(r) from t where i > 0 order by i", -1, &statement, 0);
    while (sqlite3_step(statement) == SQLITE_ROW) printf("half %g\n", sqlite3_column_double(statement, 0));
    sqlite3_finalize(statement);
    message = sqlite3_mprintf("%d|%s|%.3f|%lld|%Q", -5, "text", 2.5, 1LL << 40, "it's");
    printf("mprintf %s\n", message);
    sqlite3_free(message);
    printf("close %d\n", sqlite3_close(db));
    printf("misuse %d\n", sqlite3_step(0) == SQLITE_MISUSE);
    return 0;
}
