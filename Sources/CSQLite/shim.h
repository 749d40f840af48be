#pragma once
#include <sqlite3.h>

// The macro is a cast, which Swift can't import.
static inline sqlite3_destructor_type galley_sqlite_copied(void) { return SQLITE_TRANSIENT; }
