// Records without their members: by a tag, by a typedef of another name, a union, bit-fields.
// args: --opaque=config --opaque=state --opaque=type:any_.* --opaque=flags
typedef struct config { char a; long b; } config;
typedef struct state_s { short v[3]; } state;
union any_value { double d; int i; };
struct flags { unsigned low : 3; unsigned high : 5; };
struct engine { config c; state s; union any_value v; struct flags f; };
config *engine_config(struct engine *e);
int engine_set(config c);
union any_value engine_value(void);
