// libcurl is loaded when it is first needed: with what it needs itself it would be 32 libraries more at every start of the
// program (docs/dependencies.md). Its setters are variadic, which Swift can't call.
#include "library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

struct galley_curl_functions galley_curl;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char load_problem[256];

static void load(void) {
    const char *const names[] = {
#ifdef __APPLE__
        "libcurl.4.dylib",
#else
        "libcurl.so.4", "libcurl-gnutls.so.4",
#endif
    };
    void *library = NULL;
    for (size_t place = 0; library == NULL && place < sizeof names / sizeof *names; place += 1) {
        library = dlopen(names[place], RTLD_NOW | RTLD_LOCAL);
    }
    if (library == NULL) {
        snprintf(load_problem, sizeof load_problem, "libcurl isn't installed (%s)", names[0]);
        return;
    }
    const struct {
        const char *name;
        void **place;
    } functions[] = {
        {"curl_global_init", (void **)&galley_curl.global_init},     {"curl_easy_init", (void **)&galley_curl.easy_init},
        {"curl_easy_setopt", (void **)&galley_curl.easy_setopt},     {"curl_easy_getinfo", (void **)&galley_curl.easy_getinfo},
        {"curl_easy_perform", (void **)&galley_curl.easy_perform},   {"curl_easy_cleanup", (void **)&galley_curl.easy_cleanup},
        {"curl_easy_strerror", (void **)&galley_curl.easy_strerror}, {"curl_slist_append", (void **)&galley_curl.slist_append},
        {"curl_slist_free_all", (void **)&galley_curl.slist_free_all},
    };
    for (size_t place = 0; place < sizeof functions / sizeof *functions; place += 1) {
        *functions[place].place = dlsym(library, functions[place].name);
        if (*functions[place].place == NULL) {
            snprintf(load_problem, sizeof load_problem, "libcurl has no %s", functions[place].name);
            return;
        }
    }
    CURLcode code = galley_curl.global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK) {
        snprintf(load_problem, sizeof load_problem, "libcurl can't be used: %s", galley_curl.easy_strerror(code));
    }
}

const char *galley_curl_load(void) {
    pthread_once(&once, load);
    return load_problem[0] != '\0' ? load_problem : NULL;
}

bool galley_curl_headers(const char *const *headers, size_t count, struct curl_slist **list) {
    for (size_t place = 0; place < count; place += 1) {
        struct curl_slist *longer = galley_curl.slist_append(*list, headers[place]);
        if (longer == NULL) return false;
        *list = longer;
    }
    return true;
}
