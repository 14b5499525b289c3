#include <sqlite3.h>

// The macro SQLITE_TRANSIENT, a number in the place of a function, is beyond what Swift imports.
static inline sqlite3_destructor_type SQLITE_TRANSIENT_COPY(void) { return SQLITE_TRANSIENT; }
