#pragma once
#define XXH_INLINE_ALL
#include <xxhash.h>

/// A 128-bit digest as two halves, since Swift imports the struct but not the macro-renamed function.
typedef struct { uint64_t high, low; } galley_digest;

static inline galley_digest galley_xxh3_128(const void *bytes, size_t count, uint64_t seed) {
    XXH128_hash_t hash = XXH3_128bits_withSeed(bytes, count, seed);
    galley_digest digest = { hash.high64, hash.low64 };
    return digest;
}

static inline uint64_t galley_xxh3_64(const void *bytes, size_t count, uint64_t seed) {
    return XXH3_64bits_withSeed(bytes, count, seed);
}
