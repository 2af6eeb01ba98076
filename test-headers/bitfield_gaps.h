// Long runs of unnamed bits between two named ones.

struct sparse {
    unsigned a : 4;
    unsigned long long : 60;
    unsigned long long : 64;
    unsigned long long : 64;
    unsigned b : 4;
};
