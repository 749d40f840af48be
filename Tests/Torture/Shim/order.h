// Watches in which order a process makes things safe on disk and puts them in place. What is renamed must have been
// synchronized before, with the names in it; its new name must be synchronized before the process says that it is done,
// which is its first write to standard output. GALLEY_SHIM_ORDER turns it on.
#pragma once
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>

enum { most = 16384 };

struct place {
    dev_t device;
    ino_t inode;
};

static int watches_order;
static pthread_mutex_t order_lock = PTHREAD_MUTEX_INITIALIZER;
// Files that were written, and folders that got names, and were not synchronized since.
static struct place unsafe[most];
static int unsafe_count;
// Folders in which something got its name for good.
static struct place pending[most];
static int pending_count;

static int find(const struct place *places, int count, const struct stat *status) {
    for (int index = 0; index < count; index++)
        if (places[index].inode == status->st_ino && places[index].device == status->st_dev) return index;
    return -1;
}

static void add(struct place *places, int *count, const struct stat *status) {
    if (find(places, *count, status) >= 0 || *count == most) return;
    places[(*count)++] = (struct place){status->st_dev, status->st_ino};
}

static void take(struct place *places, int *count, const struct stat *status) {
    int index = find(places, *count, status);
    if (index >= 0) places[index] = places[--*count];
}

static void was_written(int descriptor) {
    struct stat status;
    if (!watches_order || fstat(descriptor, &status) != 0) return;
    pthread_mutex_lock(&order_lock);
    add(unsafe, &unsafe_count, &status);
    pthread_mutex_unlock(&order_lock);
}

static void parent_of(const char *path, char *parent) {
    snprintf(parent, 4096, "%s", path);
    char *slash = strrchr(parent, '/');
    if (!slash) strcpy(parent, ".");
    else if (slash == parent) slash[1] = 0;
    else *slash = 0;
}

// A name came into a folder.
static void was_named(const char *path) {
    char parent[4096];
    struct stat status;
    if (!watches_order) return;
    parent_of(path, parent);
    if (stat(parent, &status) != 0) return;
    pthread_mutex_lock(&order_lock);
    add(unsafe, &unsafe_count, &status);
    pthread_mutex_unlock(&order_lock);
}

static void was_synchronized(int descriptor, int is_everything) {
    struct stat status;
    if (!watches_order || fstat(descriptor, &status) != 0) return;
    pthread_mutex_lock(&order_lock);
    if (is_everything) unsafe_count = pending_count = 0;
    take(unsafe, &unsafe_count, &status);
    take(pending, &pending_count, &status);
    pthread_mutex_unlock(&order_lock);
}

// How much of a file, or of a folder with all that is in it, isn't safe.
static int count_unsafe(const char *path) {
    struct stat status;
    if (lstat(path, &status) != 0) return 0;
    int count = find(unsafe, unsafe_count, &status) >= 0;
    if (!S_ISDIR(status.st_mode)) return count;
    DIR *folder = opendir(path);
    if (!folder) return count;
    for (struct dirent *entry; (entry = readdir(folder));) {
        char inside[4096];
        // Of the marker of a folder the name is all that counts.
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") || !strcmp(entry->d_name, ".galley-artifact"))
            continue;
        if (snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name) < (int)sizeof inside)
            count += count_unsafe(inside);
    }
    closedir(folder);
    return count;
}

// Something is about to get its name for good; how much of it isn't safe.
static int about_to_rename(const char *old) {
    if (!watches_order) return 0;
    pthread_mutex_lock(&order_lock);
    int count = count_unsafe(old);
    pthread_mutex_unlock(&order_lock);
    return count;
}

static void was_renamed(const char *new) {
    char parent[4096];
    struct stat status;
    if (!watches_order) return;
    parent_of(new, parent);
    if (stat(parent, &status) != 0) return;
    pthread_mutex_lock(&order_lock);
    add(pending, &pending_count, &status);
    pthread_mutex_unlock(&order_lock);
}
