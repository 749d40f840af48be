"""The job of the digest pipeline as a plain loop of a script: the peer that most newsrooms have.

    python3 Benchmarks/plain_loop.py FOLDER OUTPUT

Reads every text, puts it into NFC, splits headline and paragraphs, finds sentences, ten key words and a summary of three
sentences, leaves out exact duplicates, and writes a line of JSON an article. Standard library only.
"""

import collections
import hashlib
import json
import os
import re
import sys
import unicodedata

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"])")
WORD = re.compile(r"[^\W\d_]{4,}")


def main(folder, output):
    seen = set()
    with open(output, "w", encoding="utf-8") as out:
        for root, folders, files in os.walk(folder):
            folders.sort()
            for name in sorted(files):
                with open(os.path.join(root, name), encoding="utf-8") as file:
                    text = unicodedata.normalize("NFC", file.read())
                blocks = [" ".join(block.split()) for block in text.split("\n\n") if block.strip()]
                body = "\n\n".join(blocks[1:])
                digest = hashlib.sha256(body.encode()).digest()
                if digest in seen:
                    continue
                seen.add(digest)
                sentences = [s for block in blocks[1:] for s in SENTENCE.split(block)]
                words = collections.Counter(word.lower() for word in WORD.findall(body))
                scores = [
                    (sum(words[w.lower()] for w in WORD.findall(s)) / (1 + len(s)), i) for i, s in enumerate(sentences)
                ]
                best = sorted(i for _, i in sorted(scores, reverse=True)[:3])
                json.dump(
                    {
                        "source": name,
                        "title": blocks[0],
                        "text": body,
                        "sentences": len(sentences),
                        "keywords": [word for word, _ in words.most_common(10)],
                        "summary": " ".join(sentences[i] for i in best),
                    },
                    out,
                    ensure_ascii=False,
                )
                out.write("\n")


main(sys.argv[1], sys.argv[2])
