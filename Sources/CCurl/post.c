#include "CCurl.h"
#include "library.h"

#include <stdio.h>
#include <string.h>

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
    const char *problem = galley_curl_load();
    if (problem != NULL) {
        snprintf(answer->problem, sizeof answer->problem, "%s", problem);
        return false;
    }
    question asked = {is_given_up, context};
    CURL *handle = galley_curl.easy_init();
    struct curl_slist *list = NULL;
    bool is_ready = handle != NULL && galley_curl_headers(headers, header_count, &list);
    // libcurl copies none of the body, and every text but the body.
    CURLcode code = CURLE_OUT_OF_MEMORY;
    is_ready = is_ready && (code = galley_curl.easy_setopt(handle, CURLOPT_URL, url)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https")) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_POST, 1L)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_POSTFIELDS, body)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_HTTPHEADER, list)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_time)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_TIMEOUT_MS, total_time)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, ask)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_XFERINFODATA, &asked)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, keep)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_WRITEDATA, answer)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, answer->problem)) == CURLE_OK;
    if (is_ready) code = galley_curl.easy_perform(handle);
    if (code == CURLE_OK) {
        galley_curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer->status);
        answer->problem[0] = '\0';
    } else if (answer->problem[0] == '\0') {
        snprintf(answer->problem, sizeof answer->problem, "%s", galley_curl.easy_strerror(code));
    }
    galley_curl.slist_free_all(list);
    if (handle != NULL) galley_curl.easy_cleanup(handle);
    return code == CURLE_OK;
}
