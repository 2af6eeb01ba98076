// A given name goes before a prefix, a prefix before the style.
// args: --names=pyrite --strip-prefix=gui_ --rename=gui_Draw=paint_it

struct gui_window { int w; };
typedef struct gui_size { int w, h; } gui_size;
void gui_Draw(struct gui_window *onWhat);
void gui_ReSize(struct gui_window *what, gui_size newSize);
extern int gui_Count;
