#pragma once
#include <zlib.h>

/// Makes a stream ready for gzip members; the macro that does it isn't visible to Swift.
static inline int galley_gunzip_begin(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

/// Makes a stream ready to write a gzip member, without a time or a name in its header.
static inline int galley_gzip_begin(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

/// Makes a stream ready for deflated bytes with the header that `window` tells: see zlib.h.
static inline int galley_inflate_begin(z_stream *stream, int window) {
    return inflateInit2(stream, window);
}
