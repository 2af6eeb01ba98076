// Enough fields for every scalar to stand behind every other.

struct ladder {
    char a; long long b; char c; short d; char e; int f; char g; double h; char i; float j;
    char k; void *l; char m; long n; char o[3]; int p; char q; long double *r; short s;
};
