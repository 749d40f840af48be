// Calls of the C library that its headers only declare to programs in C that ask for GNU extensions.
#pragma once
#ifdef __linux__
#include <linux/magic.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>
extern int syncfs(int descriptor);
extern int renameat2(int oldfolder, const char *oldpath, int newfolder, const char *newpath, unsigned int flags);
extern long copy_file_range(
    int from, long long *fromoffset, int to, long long *tooffset, unsigned long count, unsigned int flags);
static const unsigned int galley_rename_noreplace = 1 << 0;
static const unsigned int galley_rename_exchange = 1 << 1;

// Whether a folder is what a new one of this process in the folder above it would be, but for its mode: of the same owner
// and group, with no attributes that give rights to others.
static inline bool galley_is_as_new(int descriptor, const char *above) {
    struct stat status, parent;
    if (fstat(descriptor, &status) != 0 || stat(above, &parent) != 0) return false;
    gid_t group = parent.st_mode & S_ISGID ? parent.st_gid : getegid();
    return status.st_uid == geteuid() && status.st_gid == group && flistxattr(descriptor, NULL, 0) == 0;
}

// Whether two names in folders of the file system are of one file exactly where the folders tell the same number of both.
// Layered file systems and those in user space may tell one number of two files.
static inline bool galley_tells_files_apart(int descriptor) {
    struct statfs status;
    if (fstatfs(descriptor, &status) != 0) return false;
    switch ((unsigned int)status.f_type) {
    case EXT4_SUPER_MAGIC:
    case XFS_SUPER_MAGIC:
    case BTRFS_SUPER_MAGIC:
    case TMPFS_MAGIC:
        return true;
    default:
        return false;
    }
}
#endif
