// Eight levels of anonymous members: no name may clash, and no walk may take 2^8 steps.

struct deep {
    union { struct { union { struct { union { struct { union { struct {
        int bottom;
    }; long a; }; char b; }; long c; }; char d; }; long e; }; char f; }; long g; };
};
