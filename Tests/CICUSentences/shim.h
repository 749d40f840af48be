#pragma once
#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/// Finds where sentences start in UTF-8 by Unicode Standard Annex #29 alone, which our own rules are held to; returns
/// the number of starts or -1.
static inline int32_t galley_icu_sentence_starts(const void *bytes, int32_t count, int32_t *starts, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, (const char *)bytes, count, &error);
    UBreakIterator *iterator = ubrk_open(UBRK_SENTENCE, "", NULL, 0, &error);
    ubrk_setUText(iterator, text, &error);
    int32_t found = 0;
    if (U_SUCCESS(error)) {
        for (int32_t start = ubrk_first(iterator); start < count && start != UBRK_DONE && found < capacity;
             start = ubrk_next(iterator)) {
            starts[found] = start;
            found += 1;
        }
    }
    ubrk_close(iterator);
    utext_close(text);
    return U_FAILURE(error) ? -1 : found;
}
