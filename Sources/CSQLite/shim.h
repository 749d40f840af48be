#pragma once
#include <sqlite3.h>

// The macro is a cast, which Swift can't import.
static inline sqlite3_destructor_type galley_sqlite_copied(void) { return SQLITE_TRANSIENT; }

// Variadic, so unknown to Swift. Before the first database is opened: SQLite then keeps no account of its memory, for which
// it would lock at each allocation.
static inline int galley_sqlite_configure(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
