#pragma once
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A language that CLD2 finds in a text, and its share of the text's letters in percent.
typedef struct {
    /// CLD2's own code; a static string.
    const char *code;
    int32_t percent;
} galley_cld2_language;

/// Finds up to three languages in well-formed UTF-8, the most frequent first; unused places have the code "un".
/// Returns whether CLD2 calls its answer reliable. Safe to call from several threads.
bool galley_cld2_detect(const char *text, int32_t count, galley_cld2_language found[3]);

#ifdef __cplusplus
}
#endif
