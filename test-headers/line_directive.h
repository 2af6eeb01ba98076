// A #line directive renames what follows; the header is still this one.

int before(void);
#line 100 "generated_elsewhere.y"
int after(void);
static int skipped_after(void);
