// `Mutex` and `Atomic` under one name for all modules. The thread sanitizer doesn't see what the standard library's mutex
// does, and takes all that it guards for races; for its builds a lock that it knows stands in.
@_exported public import Synchronization
