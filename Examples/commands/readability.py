"""How easily an article reads: Flesch's reading ease, and the longest words. Only Python's standard library.

Galley gives one line of JSON for each article and waits for one line of JSON with the article's id.
"""

import json
import re
import sys

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)


def syllables(word):
    return max(1, len(VOWELS.findall(word)) - (word.endswith("e") and not word.endswith("le")))


def rate(article):
    words = WORD.findall(article["text"])
    if not words:
        return {"reading-ease": None, "long-words": []}
    sentences = max(1, len(article["sentences"]))
    ease = 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)
    longest = sorted({word for word in words if len(word) > 9}, key=lambda word: (-len(word), word))
    return {"reading-ease": round(ease, 1), "long-words": longest[:3]}


for line in sys.stdin:
    article = json.loads(line)
    print(json.dumps({"id": article["id"], **rate(article)}), flush=True)
