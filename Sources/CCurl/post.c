// libcurl is loaded when it is first needed: with what it needs itself it would be 32 libraries more at every start of the
// program (docs/dependencies.md). Its setters are variadic, which Swift can't call.
#include "CCurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static struct {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_easy_init) easy_init;
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    __typeof__(&curl_easy_perform) easy_perform;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
} curl;
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
        {"curl_global_init", (void **)&curl.global_init},     {"curl_easy_init", (void **)&curl.easy_init},
        {"curl_easy_setopt", (void **)&curl.easy_setopt},     {"curl_easy_getinfo", (void **)&curl.easy_getinfo},
        {"curl_easy_perform", (void **)&curl.easy_perform},   {"curl_easy_cleanup", (void **)&curl.easy_cleanup},
        {"curl_easy_strerror", (void **)&curl.easy_strerror}, {"curl_slist_append", (void **)&curl.slist_append},
        {"curl_slist_free_all", (void **)&curl.slist_free_all},
    };
    for (size_t place = 0; place < sizeof functions / sizeof *functions; place += 1) {
        *functions[place].place = dlsym(library, functions[place].name);
        if (*functions[place].place == NULL) {
            snprintf(load_problem, sizeof load_problem, "libcurl has no %s", functions[place].name);
            return;
        }
    }
    CURLcode code = curl.global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK) {
        snprintf(load_problem, sizeof load_problem, "libcurl can't be used: %s", curl.easy_strerror(code));
    }
}

// Keeps the beginning and leaves the rest.
static size_t keep(char *bytes, size_t one, size_t count, void *context) {
    galley_curl_answer *answer = context;
    size_t room = answer->capacity - answer->size;
    size_t kept = count < room ? count : room;
    memcpy(answer->body + answer->size, bytes, kept);
    answer->size += kept;
    return one * count;
}

typedef struct {
    galley_curl_question is_given_up;
    void *context;
} question;

static int ask(void *context, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now) {
    (void)total, (void)now, (void)up_total, (void)up_now;
    const question *asked = context;
    return asked->is_given_up(asked->context);
}

bool galley_curl_post(
    const char *url, const galley_curl_header *headers, size_t header_count, const void *body, size_t size,
    long connect_time, long total_time, galley_curl_question is_given_up, void *context, galley_curl_answer *answer) {
    answer->status = 0;
    answer->size = 0;
    answer->problem[0] = '\0';
    pthread_once(&once, load);
    if (load_problem[0] != '\0') {
        snprintf(answer->problem, sizeof answer->problem, "%s", load_problem);
        return false;
    }
    question asked = {is_given_up, context};
    CURL *handle = curl.easy_init();
    struct curl_slist *list = NULL;
    bool is_ready = handle != NULL;
    for (size_t place = 0; is_ready && place < header_count; place += 1) {
        struct curl_slist *longer = curl.slist_append(list, headers[place]);
        is_ready = longer != NULL;
        if (is_ready) list = longer;
    }
    // libcurl copies none of the body, and every text but the body.
    CURLcode code = CURLE_OUT_OF_MEMORY;
    is_ready = is_ready && (code = curl.easy_setopt(handle, CURLOPT_URL, url)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https")) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_POST, 1L)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_POSTFIELDS, body)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_HTTPHEADER, list)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_time)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_TIMEOUT_MS, total_time)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, ask)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_XFERINFODATA, &asked)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, keep)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_WRITEDATA, answer)) == CURLE_OK
        && (code = curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, answer->problem)) == CURLE_OK;
    if (is_ready) code = curl.easy_perform(handle);
    if (code == CURLE_OK) {
        curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer->status);
        answer->problem[0] = '\0';
    } else if (answer->problem[0] == '\0') {
        snprintf(answer->problem, sizeof answer->problem, "%s", curl.easy_strerror(code));
    }
    curl.slist_free_all(list);
    if (handle != NULL) curl.easy_cleanup(handle);
    return code == CURLE_OK;
}
