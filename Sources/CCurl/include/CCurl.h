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
