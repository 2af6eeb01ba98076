// A C++ header given as C.

namespace a { class B { public: int f(); }; }
