#pragma once
#include <stdbool.h>
#include <stddef.h>

/// What became of a request.
typedef struct {
    /// The status of HTTP; 0 when there was no answer.
    long status;
    /// The beginning of the answer's body, at most `capacity` bytes, and how many there are.
    char *body;
    size_t capacity;
    size_t size;
    /// Why there was no answer; empty when there was one.
    char problem[256];
} galley_curl_answer;

/// A header line, "Name: value".
typedef const char *galley_curl_header;

/// Whether a request is to be given up, asked about once a second, or oftener.
typedef bool (*galley_curl_question)(void *context);

/// Posts bytes to an address of http or https and waits for the answer: no redirects, no cookies, bounded times in
/// milliseconds. libcurl is loaded by the first call. Safe to call from several threads. Returns whether there was an
/// answer.
bool galley_curl_post(
    const char *url, const galley_curl_header *headers, size_t header_count, const void *body, size_t size,
    long connect_time, long total_time, galley_curl_question is_given_up, void *context, galley_curl_answer *answer);

/// How a request for something ended.
typedef enum {
    galley_curl_done,
    galley_curl_no_library,
    galley_curl_bad_address,
    galley_curl_no_host,
    galley_curl_no_connection,
    /// Every address of the host was refused.
    galley_curl_refused,
    galley_curl_timed_out,
    galley_curl_no_trust,
    galley_curl_too_large,
    galley_curl_given_up,
    galley_curl_bad_encoding,
    galley_curl_broken,
} galley_curl_outcome;

/// What takes an answer piece by piece.
typedef struct {
    void *context;
    galley_curl_question is_given_up;
    /// Whether an address may be connected to: the 4 or 16 bytes of IP.
    bool (*may_connect)(void *context, const unsigned char *address, size_t size);
    /// Takes a part of the body, expanded; false when it is too much.
    bool (*take)(void *context, const char *bytes, size_t size);
    /// Takes a line of the head, the status line first.
    void (*header)(void *context, const char *line, size_t size);
} galley_curl_receiver;

/// The rest of what became of it.
typedef struct {
    /// The status of HTTP; 0 when there was no answer.
    long status;
    /// Where a redirect leads to, for `free`; NULL when it is none.
    char *next;
    /// What libcurl says of a failure.
    char problem[256];
} galley_curl_response;

/// Gets what an address of http or https has, without following redirects. libcurl is loaded by the first call. Safe to
/// call from several threads.
galley_curl_outcome galley_curl_get(
    const char *url, const galley_curl_header *headers, size_t header_count, long connect_time, long total_time,
    long long size_limit, const galley_curl_receiver *receiver, galley_curl_response *response);
