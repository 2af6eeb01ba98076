// Enumerations behind typedefs: unnamed, same name, another name.

typedef enum { SUCCESS, FAILURE = -1 } status;
typedef enum mode { READ, WRITE } mode;
typedef enum _kind { FILE_KIND, DIR_KIND } kind;
status check(mode m, kind k, enum _kind again);
