#include "CCLD2.h"

#include <cstdio>  // CLD2's header names FILE without it.

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

bool galley_cld2_detect(const char *text, int32_t count, galley_cld2_language found[3]) {
    const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int letters = 0;
    bool isReliable = false;
    CLD2::ExtDetectLanguageSummary(
        text, count, true, &hints, 0, languages, percents, scores, nullptr, &letters, &isReliable);
    for (int place = 0; place < 3; place += 1) {
        found[place] = {CLD2::LanguageCode(languages[place]), percents[place]};
    }
    return isReliable;
}
