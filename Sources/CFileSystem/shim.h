// Calls of the C library that its headers only declare to programs in C that ask for GNU extensions.
#pragma once
#ifdef __linux__
extern int syncfs(int descriptor);
extern int renameat2(int oldfolder, const char *oldpath, int newfolder, const char *newpath, unsigned int flags);
extern long copy_file_range(
    int from, long long *fromoffset, int to, long long *tooffset, unsigned long count, unsigned int flags);
static const unsigned int galley_rename_exchange = 1 << 1;
#endif
