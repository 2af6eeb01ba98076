// The usual macro for a convention: empty on all targets but one.
// also: i686-pc-windows-msvc i686-pc-windows-gnu

#if defined(_WIN32) && defined(__i386__)
#define APICALL __attribute__((stdcall))
#else
#define APICALL
#endif
int APICALL api_open(int id);
typedef void (APICALL *api_callback)(int event);
void APICALL api_listen(api_callback f);
