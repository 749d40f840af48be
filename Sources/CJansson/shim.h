#pragma once
#include <jansson.h>

// Swift imports neither macros with arguments nor atomics: these say the same as functions.

static inline int galley_json_is_true(const json_t *value) { return json_is_true(value); }

static inline void galley_json_release(json_t *value) { json_decref(value); }

static inline int galley_json_is_overflow(const json_error_t *error) {
    return json_error_code(error) == json_error_numeric_overflow;
}

static inline const char *galley_json_message(const json_error_t *error) { return error->text; }

static inline json_t *galley_json_load(const void *bytes, size_t count, size_t flags, json_error_t *error) {
    return json_loadb(bytes ? (const char *)bytes : "", count, flags, error);
}
