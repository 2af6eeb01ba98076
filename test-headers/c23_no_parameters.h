// An empty list says that there are no parameters, since C23.
// libclang: 18
// args: -- -std=c23

int none();
typedef int callback();
struct table { callback *call; };
