#pragma once
#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

// The functions of libcurl that are used here, once it is loaded.
struct galley_curl_functions {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_easy_init) easy_init;
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    __typeof__(&curl_easy_perform) easy_perform;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
};
extern struct galley_curl_functions galley_curl;

// Loads libcurl unless it is loaded; gives why it can't be, or NULL. Safe to call from several threads.
const char *galley_curl_load(void);

// Makes a list of headers, which is to be freed also where memory runs out and this gives false.
bool galley_curl_headers(const char *const *headers, size_t count, struct curl_slist **list);
