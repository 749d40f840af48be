// Stands between the program and the C library, counts the calls that change the file system, and lets one of them fail,
// write less than asked, or be the last thing that the process does. Loaded by LD_PRELOAD; says nothing itself.
//
//   GALLEY_SHIM_COUNTS  a file of 4096 zeros; its first eight bytes count the calls, the next eight those that were hit
//   GALLEY_SHIM_CALLS   which calls: "changing" (all that change something) or "reading"
//   GALLEY_SHIM_AT      the number of the call, from 1; 0 only counts
//   GALLEY_SHIM_ACTION  an error number, or "short", "kill" (before the call), "kill-after"
//   GALLEY_SHIM_STAYS   set: all calls from that one on
//   GALLEY_SHIM_CLOCK   set: the time of day jumps a day back and forth with every question
//   GALLEY_SHIM_ORDER   set: counts what is put in place before it is safe on disk (see order.h): the file's third number
//                       is of things renamed, the fourth of things unsafe at that moment, the fifth of names unsafe when
//                       the process says that it is done
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "order.h"

enum { none, number, shortened, killed, killed_after };

static _Atomic unsigned long *counts;
static unsigned long at;
static int action, error_number, stays, reading, clock_jumps;

__attribute__((constructor)) static void begin(void) {
    clock_jumps = getenv("GALLEY_SHIM_CLOCK") != NULL;
    const char *path = getenv("GALLEY_SHIM_COUNTS");
    if (!path) return;
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return;
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (memory == MAP_FAILED) return;
    const char *text = getenv("GALLEY_SHIM_AT");
    at = text ? strtoul(text, NULL, 10) : 0;
    text = getenv("GALLEY_SHIM_ACTION");
    if (!text) action = none;
    else if (!strcmp(text, "short")) action = shortened;
    else if (!strcmp(text, "kill")) action = killed;
    else if (!strcmp(text, "kill-after")) action = killed_after;
    else action = number, error_number = atoi(text);
    stays = getenv("GALLEY_SHIM_STAYS") != NULL;
    text = getenv("GALLEY_SHIM_CALLS");
    reading = text && !strcmp(text, "reading");
    watches_order = getenv("GALLEY_SHIM_ORDER") != NULL;
    counts = memory;
}

// What is to be done at this call.
static int meet(int is_reading) {
    if (!counts || is_reading != reading) return none;
    unsigned long count = atomic_fetch_add(&counts[0], 1) + 1;
    if (at == 0 || (stays ? count < at : count != at)) return none;
    atomic_fetch_add(&counts[1], 1);
    if (action == killed) kill(getpid(), SIGKILL);
    return action;
}

static int is_file(int descriptor) {
    struct stat status;
    return descriptor > 2 && fstat(descriptor, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

// What libdispatch asks the kernel of its own threads is no file of anybody's: it ends the process when it isn't told.
static int is_kernels(const char *path) { return !strncmp(path, "/proc/", 6) || !strncmp(path, "/sys/", 5); }

static int is_readable_file(int descriptor) {
    struct statfs system;
    if (!is_file(descriptor) || fstatfs(descriptor, &system) != 0) return 0;
    return system.f_type != 0x9fa0 /* procfs */ && system.f_type != 0x62656572 /* sysfs */;
}

#define REAL(result, name, ...)                                      \
    static result (*real)(__VA_ARGS__);                              \
    if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

// Does a call, or what the action says in its stead.
#define DO(is_reading, applies, call)                                \
    int what = (applies) ? meet(is_reading) : none;                  \
    if (what == number) return errno = error_number, -1;             \
    __typeof__(call) result = call;                                  \
    if (what == killed_after) kill(getpid(), SIGKILL);               \
    return result

// The same for calls that take a number of bytes, of which fewer may be done.
#define DO_BYTES(is_reading, applies, call)                          \
    int what = (applies) ? meet(is_reading) : none;                  \
    if (what == number) return errno = error_number, -1;             \
    if (what == shortened && count > 1) count /= 2;                  \
    ssize_t result = call;                                           \
    if (what == killed_after) kill(getpid(), SIGKILL);               \
    return result

ssize_t write(int fd, const void *bytes, size_t count) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (fd == 1 && counts && watches_order) atomic_fetch_add(&counts[4], (unsigned long)pending_count);
    if (is_file(fd)) was_written(fd);
    DO_BYTES(0, is_file(fd), real(fd, bytes, count));
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t place) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    if (is_file(fd)) was_written(fd);
    DO_BYTES(0, is_file(fd), real(fd, bytes, count, place));
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t place) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    if (is_file(fd)) was_written(fd);
    DO_BYTES(0, is_file(fd), real(fd, bytes, count, place));
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    if (is_file(fd)) was_written(fd);
    DO_BYTES(0, is_file(fd), real(fd, parts, count));
}

ssize_t read(int fd, void *bytes, size_t count) {
    REAL(ssize_t, "read", int, void *, size_t);
    DO_BYTES(1, is_readable_file(fd), real(fd, bytes, count));
}

ssize_t pread(int fd, void *bytes, size_t count, off_t place) {
    REAL(ssize_t, "pread", int, void *, size_t, off_t);
    DO_BYTES(1, is_readable_file(fd), real(fd, bytes, count, place));
}

ssize_t pread64(int fd, void *bytes, size_t count, off64_t place) {
    REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
    DO_BYTES(1, is_readable_file(fd), real(fd, bytes, count, place));
}

#define SYNCHRONIZING_CALL(name, is_everything)                      \
    int name(int fd) {                                               \
        REAL(int, #name, int);                                       \
        was_synchronized(fd, is_everything);                         \
        DO(0, is_file(fd), real(fd));                                \
    }
SYNCHRONIZING_CALL(fsync, 0)
SYNCHRONIZING_CALL(fdatasync, 0)
SYNCHRONIZING_CALL(syncfs, 1)

int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    DO(0, is_file(fd), real(fd, size));
}

int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    DO(0, is_file(fd), real(fd, size));
}

int fallocate(int fd, int mode, off_t place, off_t size) {
    REAL(int, "fallocate", int, int, off_t, off_t);
    DO(0, is_file(fd), real(fd, mode, place, size));
}

int fchmod(int fd, mode_t mode) {
    REAL(int, "fchmod", int, mode_t);
    DO(0, is_file(fd), real(fd, mode));
}

// What isn't removed is left, and so is what may be another's: the sixth number of the file counts such calls that were hit.
#define LEAVE(call)                                                  \
    int what = meet(0);                                              \
    if (what != none) atomic_fetch_add(&counts[5], 1);               \
    if (what == number) return errno = error_number, -1;             \
    int result = call;                                               \
    if (what == killed_after) kill(getpid(), SIGKILL);               \
    return result

int flock(int fd, int operation) {
    REAL(int, "flock", int, int);
    if (!is_file(fd)) return real(fd, operation);
    LEAVE(real(fd, operation));
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    DO(0, 1, real(path, mode));
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    LEAVE(real(path));
}

int rmdir(const char *path) {
    REAL(int, "rmdir", const char *);
    LEAVE(real(path));
}

static void meet_rename(const char *old, const char *new) {
    if (!counts || !watches_order) return;
    atomic_fetch_add(&counts[2], 1);
    atomic_fetch_add(&counts[3], (unsigned long)about_to_rename(old));
    was_renamed(new);
}

int rename(const char *old, const char *new) {
    REAL(int, "rename", const char *, const char *);
    meet_rename(old, new);
    DO(0, 1, real(old, new));
}

int renameat(int from, const char *old, int to, const char *new) {
    REAL(int, "renameat", int, const char *, int, const char *);
    if (from == AT_FDCWD && to == AT_FDCWD) meet_rename(old, new);
    DO(0, 1, real(from, old, to, new));
}

int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    REAL(int, "renameat2", int, const char *, int, const char *, unsigned);
    if (from == AT_FDCWD && to == AT_FDCWD) meet_rename(old, new);
    DO(0, 1, real(from, old, to, new, flags));
}

int link(const char *old, const char *new) {
    REAL(int, "link", const char *, const char *);
    DO(0, 1, real(old, new));
}

int linkat(int from, const char *old, int to, const char *new, int flags) {
    REAL(int, "linkat", int, const char *, int, const char *, int);
    DO(0, 1, real(from, old, to, new, flags));
}

static mode_t mode_of(int flags, va_list rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; }

#define MODE                                                         \
    va_list rest;                                                    \
    va_start(rest, flags);                                           \
    mode_t mode = mode_of(flags, rest);                              \
    va_end(rest)

int open(const char *path, int flags, ...) {
    MODE;
    REAL(int, "open", const char *, int, ...);
    if (flags & O_CREAT) was_named(path);
    DO((flags & O_CREAT) == 0, !is_kernels(path), real(path, flags, mode));
}

int open64(const char *path, int flags, ...) {
    MODE;
    REAL(int, "open64", const char *, int, ...);
    if (flags & O_CREAT) was_named(path);
    DO((flags & O_CREAT) == 0, !is_kernels(path), real(path, flags, mode));
}

int openat(int folder, const char *path, int flags, ...) {
    MODE;
    REAL(int, "openat", int, const char *, int, ...);
    DO((flags & O_CREAT) == 0, !is_kernels(path), real(folder, path, flags, mode));
}

int openat64(int folder, const char *path, int flags, ...) {
    MODE;
    REAL(int, "openat64", int, const char *, int, ...);
    DO((flags & O_CREAT) == 0, !is_kernels(path), real(folder, path, flags, mode));
}

static _Atomic unsigned questions;

static time_t jump(void) {
    if (!clock_jumps) return 0;
    return atomic_fetch_add(&questions, 1) & 1 ? 86400 : -86400;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    REAL(int, "clock_gettime", clockid_t, struct timespec *);
    int result = real(clock, time);
    if (clock == CLOCK_REALTIME && result == 0) time->tv_sec += jump();
    return result;
}

time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict place, void *restrict zone) {
    (void)zone;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    place->tv_sec = now.tv_sec;
    place->tv_usec = now.tv_nsec / 1000;
    return 0;
}
