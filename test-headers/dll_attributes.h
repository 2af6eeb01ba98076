// Windows' import and export marks.

#ifdef _WIN32
#define IMPORTED __declspec(dllimport)
#else
#define IMPORTED
#endif
IMPORTED int imported_function(int x);
extern IMPORTED int imported_variable;
