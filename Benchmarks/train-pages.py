#!/usr/bin/env python3
"""Fits the model that tells the blocks of an article from the furniture of its page.

    GalleyEvaluate features FOLDER > FOLDER.jsonl       # for each folder of pages
    python3 Benchmarks/train-pages.py SETS > Sources/Reading/Page/BlockTrees.swift

SETS is a JSON file: a list of objects with `features` (a file as above) and where the labels come from, one of
`snippets` (a labels.json with `with` and `without` of each page), `clean` (a folder with NAME/expected.html), `pages`
(a folder with the same pages, of which those are taken that give their text in JSON-LD `articleBody`), `bodies` (a
folder with NAME.json, member `body` a list of blocks) or `marks` (a JSON file: page, CRC-32 of a block's text, 0 or 1).

A block that holds a snippet, or most of whose shingles of four words stand in the clean text, is text; one that holds
a snippet that must not be there, or hardly any of them, is furniture; all others teach nothing. What is fitted is a sum
of small decision trees (gradient boosting, logistic loss). Everything is drawn from a seeded generator, so the same
sets give the same model. With `--folds` nothing is written: it tells how well blocks of pages are judged by models that
haven't seen them, in five parts by a hash of the pages' names.

Needs nothing but Python's standard library.
"""
import bisect
import html
import json
import math
import os
import random
import re
import sys
import zlib

TREES, DEPTH, RATE, SHRINK, LEAST, BINS, ROWS, COLUMNS = 120, 3, 0.1, 3.0, 10.0, 48, 0.6, 0.6
WORD = re.compile(r"\w+")
FOLDS = 5


def read(path):
    with open(path, encoding="utf-8") as file:
        names = json.loads(next(file))
        return names, [json.loads(line) for line in file]


def shingles(words):
    return [tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))]


def against(pieces, text, weight, is_lead_unknown=False):
    """Labels by how much of a block stands in a text."""
    words = WORD.findall(text.lower())
    known, flat = set(shingles(words)), " " + " ".join(words) + " "
    labels = []
    for piece in pieces:
        own = WORD.findall(piece[0].lower())
        if not own:
            labels.append(None)
        elif len(own) < 4:
            is_there = " " + " ".join(own) + " " in flat
            labels.append((1, weight / 5) if is_there else (0, weight))
        else:
            share = sum(s in known for s in shingles(own)) / len(shingles(own))
            labels.append((1, weight) if share >= 0.7 else (0, weight) if share <= 0.15 else None)
    if is_lead_unknown:
        # Whether a lead-in is part of `articleBody` is everybody's own choice.
        start = next((i for i, x in enumerate(labels) if x and x[0] and len(pieces[i][0]) > 60), 0)
        for i in range(start):
            if labels[i] and not labels[i][0] and len(pieces[i][0]) > 50:
                labels[i] = None
    return labels


def by_snippets(pieces, wanted, inside):
    labels = [None] * len(pieces)
    for snippet in wanted.get("with", []):
        hits = [i for i, piece in enumerate(pieces) if snippet in piece[0]]
        hits = [i for i in hits if pieces[i][1 + inside]] or hits
        if hits:
            labels[max(hits, key=lambda i: len(pieces[i][0])) if len(hits) > 1 else hits[0]] = (1, 1)
    for snippet in wanted.get("without", []):
        for i, piece in enumerate(pieces):
            if snippet in piece[0] and labels[i] is None:
                labels[i] = (0, 1)
    return labels


def plain(markup):
    markup = re.sub(r"<(p|div|br|li|h\d|td|tr|blockquote|section)\b", r" \n<\1", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def declared(path):
    """The longest text that a page gives in JSON-LD."""
    with open(path, "rb") as file:
        page = file.read().decode("utf-8", "replace")
    best = ""
    for source in re.findall(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", page, re.S | re.I):
        try:
            waiting = [json.loads(source, strict=False)]
        except ValueError:
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                body = value.get("articleBody")
                if isinstance(body, str) and len(body) > max(300, len(best)):
                    best = body
                waiting += [v for v in value.values() if isinstance(v, (dict, list))]
    return html.unescape(re.sub(r"<[^>]+>", " ", html.unescape(best)))


def covers(pieces, labels):
    """Whether a declared text is most of what looks like text on its page: some sites declare a teaser."""
    text = sum(len(p[0]) for p, x in zip(pieces, labels) if x and x[0])
    other = sum(len(p[0]) for p, x in zip(pieces, labels) if x and not x[0] and len(p[0]) > 150)
    return text > 2 * other


def sets(path):
    """All labelled blocks: the features' names, and (page, numbers, label, weight) in order."""
    names, rows = None, {}
    for entry in json.load(open(path)):
        names, pages = read(entry["features"])
        inside = names.index("isInContainer")
        given = json.load(open(entry[k])) if (k := next((k for k in ("snippets", "marks") if k in entry), None)) else {}
        for page in pages:
            name, pieces = page["name"], page["pieces"]
            if "snippets" in entry:
                labels = by_snippets(pieces, given.get(name, {}), inside)
            elif "marks" in entry:
                marks = given.get(name, {})
                labels = [marks.get(format(zlib.crc32(p[0].encode()), "08x")) for p in pieces]
                labels = [None if x is None else (x, 1) for x in labels]
            elif "clean" in entry:
                path = os.path.join(entry["clean"], name, "expected.html")
                labels = against(pieces, plain(open(path, encoding="utf-8", errors="replace").read()), 0.15)
            elif "bodies" in entry:
                body = set(json.load(open(os.path.join(entry["bodies"], name + ".json")))["body"])
                labels = [(1 if p[0] in body else 0, 0.5) for p in pieces]
            else:
                text = declared(os.path.join(entry["pages"], name))
                labels = against(pieces, text, 0.3, True) if text else [None] * len(pieces)
                if not covers(pieces, labels):
                    continue
            for piece, label in zip(pieces, labels):
                # What was labelled first stays.
                if label and (name, piece[0]) not in rows:
                    rows[name, piece[0]] = (name, piece[1:], label[0], label[1])
    return names, list(rows.values())


def edges(column):
    values = sorted(column)
    return sorted({values[len(values) * i // BINS] for i in range(1, BINS)})


def fit(rows):
    draw = random.Random(1)
    columns = list(zip(*(row[1] for row in rows)))
    limits = [edges(column) for column in columns]
    bins = [[bisect.bisect_left(limits[j], v) for v in column] for j, column in enumerate(columns)]
    labels, weights = [row[2] for row in rows], [row[3] for row in rows]
    ones = sum(w for y, w in zip(labels, weights) if y)
    base = math.log(ones / (sum(weights) - ones))
    score, trees = [base] * len(rows), []
    for _ in range(TREES):
        odds = [1 / (1 + math.exp(-s)) for s in score]
        slope = [w * (y - p) for w, y, p in zip(weights, labels, odds)]
        bend = [w * p * (1 - p) for w, p in zip(weights, odds)]
        used = [i for i in range(len(rows)) if draw.random() < ROWS]
        chosen = sorted(draw.sample(range(len(columns)), int(len(columns) * COLUMNS)))
        splits, members, everyone = {}, {0: used}, {0: range(len(rows))}
        for node in range(2**DEPTH - 1):
            if node not in members:
                continue
            best = best_split(members[node], chosen, bins, limits, slope, bend, weights)
            if not best:
                continue
            feature, limit = best
            splits[node] = best
            for group in (members, everyone):
                own = group.pop(node)
                group[2 * node + 1] = [i for i in own if columns[feature][i] <= limit]
                group[2 * node + 2] = [i for i in own if columns[feature][i] > limit]
        leaves = {}
        for node, own in members.items():
            leaves[node] = RATE * sum(slope[i] for i in own) / (sum(bend[i] for i in own) + SHRINK)
            for i in everyone[node]:
                score[i] += leaves[node]
        trees.append((splits, leaves))
    return base, trees


def best_split(members, chosen, bins, limits, slope, bend, weights):
    if len(members) < 10:
        return None
    total = [sum(values[i] for i in members) for values in (slope, bend, weights)]
    best, gain = None, 1e-3
    for feature in chosen:
        if not limits[feature]:
            continue
        size = len(limits[feature]) + 1
        slopes, bends, sums, own = [0.0] * size, [0.0] * size, [0.0] * size, bins[feature]
        for i in members:
            place = own[i]
            slopes[place] += slope[i]
            bends[place] += bend[i]
            sums[place] += weights[i]
        left = [0.0, 0.0, 0.0]
        for place, limit in enumerate(limits[feature]):
            left = [left[0] + slopes[place], left[1] + bends[place], left[2] + sums[place]]
            right = [a - b for a, b in zip(total, left)]
            if left[2] < LEAST or right[2] < LEAST:
                continue
            found = left[0] ** 2 / (left[1] + SHRINK) + right[0] ** 2 / (right[1] + SHRINK)
            found -= total[0] ** 2 / (total[1] + SHRINK)
            if found > gain:
                best, gain = (feature, limit), found
    return best


def judge(model, values):
    base, trees = model
    for splits, leaves in trees:
        node = 0
        while node in splits:
            feature, limit = splits[node]
            node = 2 * node + (1 if values[feature] <= limit else 2)
        base += leaves[node]
    return base


def write(model):
    base, trees = model
    print("/// The trees of the model that tells an article's blocks from furniture, fitted by")
    print("/// `Benchmarks/train-pages.py`: see docs/data-sources.md. Not edited by hand.")
    print("enum BlockTrees {")
    print("    /// The sum before the first tree, in thousandths.")
    print(f"    static let base: Int32 = {round(base * 1000)}\n")
    print("    /// Per tree: seven features, seven limits, and what its eight leaves add, in thousandths.")
    print("    static let numbers: [Int16] = [")
    inner = range(2**DEPTH - 1)
    for splits, leaves in trees:
        # A node that isn't split sends everything left, to leaves that all have its value.
        numbers = [splits[k][0] if k in splits else 0 for k in inner]
        numbers += [splits[k][1] if k in splits else 32767 for k in inner]
        for leaf in range(2**DEPTH - 1, 2 ** (DEPTH + 1) - 1):
            while leaf not in leaves and leaf > 0:
                leaf = (leaf - 1) // 2
            numbers.append(round(leaves.get(leaf, 0) * 1000))
        print("        " + ", ".join(map(str, numbers)) + ",")
    print("    ]\n}")


def folds(rows):
    loss = right = total = 0.0
    for fold in range(FOLDS):
        def part(row):
            return zlib.crc32(row[0].encode()) % FOLDS == fold
        model = fit([row for row in rows if not part(row)])
        for _, values, label, weight in filter(part, rows):
            odds = judge(model, values)
            loss += weight * math.log1p(math.exp(-odds if label else odds))
            right += weight * ((odds > 0) == bool(label))
            total += weight
    print(f"{len(rows)} blocks: {right / total:.4f} right, log loss {loss / total:.4f}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    labelled = sets(sys.argv[1])[1]
    if "--folds" in sys.argv:
        folds(labelled)
    else:
        write(fit(labelled))
