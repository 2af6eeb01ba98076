// Visibility and alias attributes do not change what C calls.

__attribute__((visibility("default"))) int exported(void);
__attribute__((visibility("hidden"))) int hidden_function(void);
