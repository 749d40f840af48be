/* How many digits an article's title and text hold: a stage without any library, as fast as the pipes.
 *
 * A line begins {"id":"…". What was read is answered as a whole, and written when nothing more is there to read: a flush
 * for every line would cost more than all the work.
 *
 *     cc -O2 -o build/digits Examples/commands/digits.c
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *buffer;
static size_t capacity = 1 << 20;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

/* Writes all of some bytes. */
static void put(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written < 0) fail("write");
        bytes += written;
        count -= (size_t)written;
    }
}

/* Answers one line: the id stands behind {"id":" and holds no quotation mark. */
static size_t answer(const char *line, const char *end, char *out, size_t room) {
    const char *id = line + strlen("{\"id\":\"");
    const char *quote = id < end ? memchr(id, '"', (size_t)(end - id)) : NULL;
    if (!quote) return (size_t)snprintf(out, room, "{}\n");
    long digits = 0;
    for (const char *place = quote; place < end; place++) digits += *place >= '0' && *place <= '9';
    return (size_t)snprintf(out, room, "{\"id\":\"%.*s\",\"digits\":%ld}\n", (int)(quote - id), id, digits);
}

int main(void) {
    static char out[1 << 16];
    size_t filled = 0, written = 0;
    buffer = malloc(capacity);
    if (!buffer) fail("malloc");
    for (;;) {
        if (filled == capacity) {
            capacity *= 2;
            buffer = realloc(buffer, capacity);
            if (!buffer) fail("realloc");
        }
        ssize_t count = read(STDIN_FILENO, buffer + filled, capacity - filled);
        if (count < 0) fail("read");
        if (count == 0) return 0;
        filled += (size_t)count;
        char *line = buffer, *end;
        while ((end = memchr(line, '\n', (size_t)(buffer + filled - line)))) {
            if (sizeof out - written < 256) {
                put(out, written);
                written = 0;
            }
            written += answer(line, end, out + written, sizeof out - written);
            line = end + 1;
        }
        put(out, written);
        written = 0;
        filled -= (size_t)(line - buffer);
        memmove(buffer, line, filled);
    }
}
