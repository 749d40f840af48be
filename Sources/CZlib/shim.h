#pragma once
#include <zlib.h>

/// Makes a stream ready for gzip members; the macro that does it isn't visible to Swift.
static inline int galley_gunzip_begin(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}
