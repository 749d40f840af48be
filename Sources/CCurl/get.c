#define _GNU_SOURCE
#include "CCurl.h"
#include "library.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

typedef struct {
    const galley_curl_receiver *receiver;
    bool is_refused;
    bool is_tried;
    bool is_full;
} transfer;

// Asked of the address itself, when names are resolved: whoever owns a name can't get around it.
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    (void)purpose;
    transfer *under_way = context;
    bool is_allowed = false;
    if (address->family == AF_INET) {
        const struct sockaddr_in *place = (const struct sockaddr_in *)&address->addr;
        is_allowed = under_way->receiver->may_connect(
            under_way->receiver->context, (const unsigned char *)&place->sin_addr, 4);
    } else if (address->family == AF_INET6) {
        // libcurl keeps room for it behind the part that all families have.
        const struct sockaddr_in6 *place = (const struct sockaddr_in6 *)(const void *)&address->addr;
        is_allowed = under_way->receiver->may_connect(
            under_way->receiver->context, (const unsigned char *)&place->sin6_addr, 16);
    }
    if (!is_allowed) {
        under_way->is_refused = true;
        return CURL_SOCKET_BAD;
    }
    under_way->is_tried = true;
    int type = address->socktype;
#ifdef SOCK_CLOEXEC
    type |= SOCK_CLOEXEC;
#endif
    return socket(address->family, type, address->protocol);
}

static size_t take(char *bytes, size_t one, size_t count, void *context) {
    transfer *under_way = context;
    if (under_way->receiver->take(under_way->receiver->context, bytes, one * count)) return one * count;
    under_way->is_full = true;
    return 0;
}

static size_t take_header(char *bytes, size_t one, size_t count, void *context) {
    transfer *under_way = context;
    under_way->receiver->header(under_way->receiver->context, bytes, one * count);
    return one * count;
}

static int ask(void *context, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now) {
    (void)total, (void)now, (void)up_total, (void)up_now;
    const transfer *under_way = context;
    return under_way->receiver->is_given_up(under_way->receiver->context);
}

static galley_curl_outcome outcome(CURLcode code, const transfer *done) {
    if (done->is_full) return galley_curl_too_large;
    if (done->is_refused && !done->is_tried) return galley_curl_refused;
    switch (code) {
    case CURLE_OK: return galley_curl_done;
    case CURLE_URL_MALFORMAT: return galley_curl_bad_address;
    // Once a server was asked it is about what came back: bytes that are no answer of HTTP.
    case CURLE_UNSUPPORTED_PROTOCOL: return done->is_tried ? galley_curl_broken : galley_curl_bad_address;
    case CURLE_COULDNT_RESOLVE_HOST: return galley_curl_no_host;
    case CURLE_COULDNT_CONNECT: return galley_curl_no_connection;
    case CURLE_OPERATION_TIMEDOUT: return galley_curl_timed_out;
    case CURLE_FILESIZE_EXCEEDED: return galley_curl_too_large;
    case CURLE_ABORTED_BY_CALLBACK: return galley_curl_given_up;
    case CURLE_BAD_CONTENT_ENCODING: return galley_curl_bad_encoding;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS: return galley_curl_no_trust;
    default: return galley_curl_broken;
    }
}

galley_curl_outcome galley_curl_get(
    const char *url, const galley_curl_header *headers, size_t header_count, long connect_time, long total_time,
    long long size_limit, const galley_curl_receiver *receiver, galley_curl_response *response) {
    response->status = 0;
    response->next = NULL;
    response->problem[0] = '\0';
    const char *problem = galley_curl_load();
    if (problem != NULL) {
        snprintf(response->problem, sizeof response->problem, "%s", problem);
        return galley_curl_no_library;
    }
    transfer under_way = {.receiver = receiver};
    CURL *handle = galley_curl.easy_init();
    struct curl_slist *list = NULL;
    bool is_ready = handle != NULL && galley_curl_headers(headers, header_count, &list);
    CURLcode code = CURLE_OUT_OF_MEMORY;
    // No proxy, no cookies, no ~/.netrc; redirects are the caller's, who looks at every step. "" means all encodings that
    // libcurl knows; the limit is on what it has expanded.
    is_ready = is_ready && (code = galley_curl.easy_setopt(handle, CURLOPT_URL, url)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https")) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_PROXY, "")) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_HTTPHEADER, list)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_time)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_TIMEOUT_MS, total_time)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)size_limit)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, ask)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_XFERINFODATA, &under_way)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &under_way)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_HEADERDATA, &under_way)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, take)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_WRITEDATA, &under_way)) == CURLE_OK
        && (code = galley_curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, response->problem)) == CURLE_OK;
    // A libcurl may be built without any.
    if (is_ready) galley_curl.easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
    if (is_ready) code = galley_curl.easy_perform(handle);
    if (handle != NULL) {
        galley_curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &response->status);
        char *next = NULL;
        if (galley_curl.easy_getinfo(handle, CURLINFO_REDIRECT_URL, &next) == CURLE_OK && next != NULL) {
            response->next = strdup(next);
        }
    }
    if (response->problem[0] == '\0' && code != CURLE_OK) {
        snprintf(response->problem, sizeof response->problem, "%s", galley_curl.easy_strerror(code));
    }
    galley_curl.slist_free_all(list);
    if (handle != NULL) galley_curl.easy_cleanup(handle);
    return outcome(code, &under_way);
}
