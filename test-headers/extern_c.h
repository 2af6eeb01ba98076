// The guards that let C++ read the header.

#ifdef __cplusplus
extern "C" {
#endif
int from_c(int x);
#ifdef __cplusplus
}
#endif
