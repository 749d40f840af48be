#pragma once
// The parser's own declarations, not <myhtml/api.h>: only these tell how many elements are open.
#include <myhtml/myhtml.h>
#include <myhtml/charef.h>
