// Types that are never completed: only pointers to them can be had.

struct database;
typedef struct connection connection;
typedef union blob *blob_ref;
struct database *open_database(const char *name);
connection *connect(struct database *db);
void release(blob_ref b, const connection *c);
extern struct database the_database;
