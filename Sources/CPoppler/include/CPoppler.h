#pragma once
#include <stdbool.h>
#include <stddef.h>

/// Where a character stands on a page, in points from the upper left corner. The layout is poppler's own.
typedef struct {
    double x1, y1, x2, y2;
} galley_pdf_box;

/// What a document says of itself; texts are cut.
typedef struct {
    char title[1024];
    char author[1024];
    /// Why it can't be read; empty when it can.
    char problem[256];
} galley_pdf_info;

/// Takes a page: its text in UTF-8, lines ended by line feeds, and a box for each character, none when they aren't known.
/// Returns whether to go on.
typedef bool (*galley_pdf_page)(void *context, const char *text, size_t size, const galley_pdf_box *boxes, size_t count);

/// Reads the text of a PDF document, page by page. poppler is loaded by the first call. Returns whether it could be read.
bool galley_pdf_read(
    const void *bytes, size_t size, int most_pages, galley_pdf_page take, void *context, galley_pdf_info *info);

/// Bounds what this process may take: memory in bytes, and so many seconds of a processor from now on.
void galley_pdf_limit(size_t memory, unsigned seconds);
