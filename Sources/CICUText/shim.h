#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

// ICU renames its functions by macros, which Swift doesn't see: these are plain functions over them.

/// Substitutes U+FFFD for what can't be converted, counting the bytes.
static void galley_icu_count_invalid(
    const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
    UConverterCallbackReason reason, UErrorCode *error
) {
    if (reason <= UCNV_IRREGULAR) *(int32_t *)context += length;
    UCNV_TO_U_CALLBACK_SUBSTITUTE(NULL, args, units, length, reason, error);
}

/// Converts bytes to UTF-8, a piece at a time so that they never stand in memory as UTF-16; returns the number of bytes, or
/// -1 when ICU knows no such encoding or fails.
static inline int32_t galley_icu_convert(
    const char *encoding, const void *bytes, int32_t count, char *target, int32_t capacity, int32_t *invalid
) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &error);
    if (U_FAILURE(error)) return -1;
    *invalid = 0;
    ucnv_setToUCallBack(converter, galley_icu_count_invalid, invalid, NULL, NULL, &error);
    const char *source = (const char *)bytes;
    const char *end = source + count;
    UChar units[8192];
    UChar *last = units + sizeof units / sizeof *units;
    int32_t written = 0;
    bool isFull = true;
    // The first half of a character whose second half is in the next piece.
    int32_t halves = 0;
    while (isFull && U_SUCCESS(error)) {
        UChar *unit = units + halves;
        ucnv_toUnicode(converter, &unit, last, &source, end, NULL, true, &error);
        isFull = error == U_BUFFER_OVERFLOW_ERROR;
        if (isFull) error = U_ZERO_ERROR;
        int32_t length = (int32_t)(unit - units);
        halves = isFull && length > 0 && U16_IS_LEAD(units[length - 1]);
        int32_t piece = 0;
        if (U_SUCCESS(error)) {
            u_strToUTF8WithSub(
                target + written, capacity - written, &piece, units, length - halves, 0xFFFD, NULL, &error);
        }
        written += piece;
        if (halves) units[0] = units[length - 1];
    }
    ucnv_close(converter);
    return U_FAILURE(error) ? -1 : written;
}

/// Converts UTF-16 to UTF-8; returns the number of bytes or -1.
static inline int32_t galley_icu_to_utf8(const UChar *units, int32_t count, char *bytes, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = 0;
    u_strToUTF8WithSub(bytes, capacity, &length, units, count, 0xFFFD, NULL, &error);
    return U_FAILURE(error) ? -1 : length;
}

/// Converts valid UTF-8 to UTF-16; returns the number of units or -1.
static inline int32_t galley_icu_from_utf8(const void *bytes, int32_t count, UChar *units, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = 0;
    u_strFromUTF8(units, capacity, &length, (const char *)bytes, count, &error);
    return U_FAILURE(error) ? -1 : length;
}

/// Whether UTF-16 text is certainly in NFC.
static inline bool galley_icu_is_nfc(const UChar *units, int32_t count) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    bool isNormal = U_SUCCESS(error) && unorm2_isNormalized(nfc, units, count, &error);
    return U_SUCCESS(error) && isNormal;
}

/// Normalizes UTF-16 text to NFC; returns the number of units or -1.
static inline int32_t galley_icu_to_nfc(const UChar *units, int32_t count, UChar *result, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    if (U_FAILURE(error)) return -1;
    int32_t length = unorm2_normalize(nfc, units, count, result, capacity, &error);
    return U_FAILURE(error) ? -1 : length;
}

/// Guesses the encoding of bytes: the name, cut at the capacity, and the confidence from 0 to 100; false when ICU has
/// no idea.
static inline bool galley_icu_detect(
    const void *bytes, int32_t count, char *name, size_t capacity, int32_t *confidence
) {
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    if (U_FAILURE(error)) return false;
    ucsdet_setText(detector, (const char *)bytes, count, &error);
    const UCharsetMatch *match = ucsdet_detect(detector, &error);
    const char *found = U_SUCCESS(error) && match ? ucsdet_getName(match, &error) : NULL;
    if (found) {
        strncpy(name, found, capacity - 1);
        name[capacity - 1] = 0;
        *confidence = ucsdet_getConfidence(match, &error);
    }
    ucsdet_close(detector);
    return found != NULL;
}
