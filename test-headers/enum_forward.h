// An enumeration named before it is complete, as GNU C allows.

enum pending;
void wait_for(enum pending *p);
enum pending { PENDING_A, PENDING_B };
