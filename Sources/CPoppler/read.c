// poppler is loaded when a PDF document comes: it would bring its 40 libraries along at every start of the program
// (docs/dependencies.md). Its headers need GLib's, so the few functions that are called are declared here; they are part
// of the stable interface of libpoppler-glib.so.8.
#include "CPoppler.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
    uint32_t domain;
    int code;
    char *message;
} glib_error;

static struct {
    void *(*bytes_new_static)(const void *, size_t);
    void (*bytes_unref)(void *);
    void (*object_unref)(void *);
    void (*free)(void *);
    void (*error_free)(glib_error *);
    void *(*document_new)(void *, const char *, glib_error **);
    int (*page_count)(void *);
    void *(*page)(void *, int);
    char *(*page_text)(void *);
    int (*page_layout)(void *, galley_pdf_box **, unsigned *);
    char *(*title)(void *);
    char *(*author)(void *);
} poppler;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char load_problem[256];

static void load(void) {
#ifdef __APPLE__
    const char *const name = "libpoppler-glib.8.dylib";
#else
    const char *const name = "libpoppler-glib.so.8";
#endif
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        snprintf(load_problem, sizeof load_problem, "poppler isn't installed (%s)", name);
        return;
    }
    const struct {
        const char *name;
        void **place;
    } functions[] = {
        {"g_bytes_new_static", (void **)&poppler.bytes_new_static},
        {"g_bytes_unref", (void **)&poppler.bytes_unref},
        {"g_object_unref", (void **)&poppler.object_unref},
        {"g_free", (void **)&poppler.free},
        {"g_error_free", (void **)&poppler.error_free},
        {"poppler_document_new_from_bytes", (void **)&poppler.document_new},
        {"poppler_document_get_n_pages", (void **)&poppler.page_count},
        {"poppler_document_get_page", (void **)&poppler.page},
        {"poppler_page_get_text", (void **)&poppler.page_text},
        {"poppler_page_get_text_layout", (void **)&poppler.page_layout},
        {"poppler_document_get_title", (void **)&poppler.title},
        {"poppler_document_get_author", (void **)&poppler.author},
    };
    for (size_t place = 0; place < sizeof functions / sizeof *functions; place += 1) {
        *functions[place].place = dlsym(library, functions[place].name);
        if (*functions[place].place == NULL) {
            snprintf(load_problem, sizeof load_problem, "poppler has no %s", functions[place].name);
            return;
        }
    }
}

static void keep(char *target, size_t size, char *text) {
    if (text == NULL) return;
    snprintf(target, size, "%s", text);
    poppler.free(text);
}

static bool read_page(void *document, int number, galley_pdf_page take, void *context) {
    void *page = poppler.page(document, number);
    if (page == NULL) return true;
    bool goes_on = true;
    char *text = poppler.page_text(page);
    if (text != NULL) {
        galley_pdf_box *boxes = NULL;
        unsigned count = 0;
        if (!poppler.page_layout(page, &boxes, &count)) count = 0;
        goes_on = take(context, text, strlen(text), boxes, count);
        poppler.free(boxes);
        poppler.free(text);
    }
    poppler.object_unref(page);
    return goes_on;
}

bool galley_pdf_read(
    const void *bytes, size_t size, int most_pages, galley_pdf_page take, void *context, galley_pdf_info *info) {
    memset(info, 0, sizeof *info);
    pthread_once(&once, load);
    if (load_problem[0] != '\0') {
        snprintf(info->problem, sizeof info->problem, "%s", load_problem);
        return false;
    }
    glib_error *error = NULL;
    void *held = poppler.bytes_new_static(bytes, size);
    void *document = poppler.document_new(held, NULL, &error);
    poppler.bytes_unref(held);
    if (document == NULL) {
        snprintf(info->problem, sizeof info->problem, "%s", error != NULL ? error->message : "it isn't a PDF document");
        if (error != NULL) poppler.error_free(error);
        return false;
    }
    keep(info->title, sizeof info->title, poppler.title(document));
    keep(info->author, sizeof info->author, poppler.author(document));
    int count = poppler.page_count(document);
    for (int number = 0; number < count && number < most_pages; number += 1) {
        if (!read_page(document, number, take, context)) break;
    }
    poppler.object_unref(document);
    return true;
}

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

static void limit(int resource, rlim_t value) {
    struct rlimit limits;
    if (getrlimit(resource, &limits) != 0) return;
    limits.rlim_cur = limits.rlim_max == RLIM_INFINITY || value < limits.rlim_max ? value : limits.rlim_max;
    setrlimit(resource, &limits);
}

void galley_pdf_limit(size_t memory, unsigned seconds) {
    limit(RLIMIT_CORE, 0);
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
    // A sanitizer lays claim to more addresses than there is memory in the world.
    limit(RLIMIT_AS, memory);
#endif
    limit(RLIMIT_CPU, (rlim_t)(clock() / CLOCKS_PER_SEC) + seconds);
}
