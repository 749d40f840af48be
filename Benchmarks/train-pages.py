#!/usr/bin/env python3
"""Fits the model that tells the blocks of an article from the furniture of its page.

    python3 Benchmarks/train-pages.py SETS GalleyEvaluate > Sources/Reading/Page/BlockTrees.swift
    python3 Benchmarks/train-pages.py SETS GalleyEvaluate --folds [FILE]

SETS is a JSON file: a list of objects with `folder` (of pages, or of folders with a source.html) and where the labels
come from, one of `snippets` (a labels.json with `with` and `without` of each page), `clean` (a folder with
NAME/expected.html), `pages` (a folder with the same pages, of which those are taken that give their text in JSON-LD
`articleBody`), `bodies` (a folder with NAME.json, member `body` a list of blocks) or `marks` (a JSON file: page, CRC-32
of a block's text, 0 or 1).

A block that holds a snippet, or most of whose shingles of four words stand in the clean text, is text; one that holds
a snippet that must not be there, or hardly any of them, is furniture; all others teach nothing. What is fitted are two
sums of small decision trees (gradient boosting, logistic loss): the second judges each block once more, by what the
first took its neighbours for. It is fitted to what five first models say of pages that they haven't seen. Everything
is drawn from a seeded generator, so the same sets give the same model.

With `--folds` nothing is fitted to all pages: each page is read by a model that hasn't seen it, in five parts by a hash
of the pages' names, and the whole reader is measured on the snippets and the clean articles. The five models are left
in FILE, where it is given, for `GalleyEvaluate pages FOLDER FILE`.

Needs numpy.
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib

import numpy

# Trees, their depth, how much of each is taken, and what holds leaves back.
FIRST = (100, 3, 0.1, 3.0)
SECOND = (120, 4, 0.08, 5.0)
LEAST, BINS, ROWS, COLUMNS = 10.0, 48, 0.6, 0.6
# The first number of a block that only the second pass has.
SECOND_PASS = "own"
WORD = re.compile(r"\w+")
FOLDS = 5


def read(program, folder, models):
    """The numbers' names, and every page with its blocks and their numbers."""
    command = [program, "features", folder] + ([models] if models else [])
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return json.loads(lines[0]), [json.loads(line) for line in lines[1:]]


def fold(name):
    return zlib.crc32(name.encode()) % FOLDS


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


def sets(path, program, models=None):
    """All labelled blocks: the numbers' names, and (page, numbers, label, weight) in order."""
    names, rows, known = None, {}, {}
    for entry in json.load(open(path)):
        folder = entry["folder"]
        if folder not in known:
            known[folder] = read(program, folder, models)
        names, pages = known[folder]
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


def fit(rows, parameters, width):
    """A sum of trees over the first `width` numbers."""
    trees, depth, rate, shrink = parameters
    draw = numpy.random.RandomState(1)
    values = numpy.array([row[1][:width] for row in rows])
    labels = numpy.array([row[2] for row in rows], dtype=float)
    weights = numpy.array([row[3] for row in rows])
    limits, bins = [], numpy.zeros(values.shape, dtype=numpy.int64)
    for j in range(width):
        ordered = numpy.sort(values[:, j])
        limits.append(numpy.unique(ordered[[len(ordered) * i // BINS for i in range(1, BINS)]]))
        bins[:, j] = numpy.searchsorted(limits[j], values[:, j])
    # Limits that a feature doesn't have split nothing.
    exists = numpy.array([[b < len(limits[j]) for b in range(BINS)] for j in range(width)])
    ones = (weights * labels).sum()
    base = numpy.log(ones / (weights.sum() - ones))
    scores, found = numpy.full(len(rows), base), []
    for _ in range(trees):
        odds = 1 / (1 + numpy.exp(-scores))
        slope, bend = weights * (labels - odds), weights * odds * (1 - odds)
        used = draw.random_sample(len(rows)) < ROWS
        chosen = numpy.sort(draw.permutation(width)[: int(width * COLUMNS)])
        nodes = numpy.zeros(len(rows), dtype=numpy.int64)
        splits = {}
        for node in range(2**depth - 1):
            members = numpy.flatnonzero(used & (nodes == node))
            split = best_split(members, chosen, bins, exists, (slope, bend, weights), shrink)
            if split:
                splits[node] = (split[0], int(limits[split[0]][split[1]]))
                own = nodes == node
                nodes[own] = numpy.where(bins[own, split[0]] <= split[1], 2 * node + 1, 2 * node + 2)
        size = 2 ** (depth + 1) - 1
        slopes = numpy.bincount(nodes[used], slope[used], size)
        bends = numpy.bincount(nodes[used], bend[used], size)
        leaves = rate * slopes / (bends + shrink)
        scores += leaves[nodes]
        found.append((splits, leaves))
    return numbers(base, found, depth)


def best_split(members, chosen, bins, exists, sums, shrink):
    """The feature and the bin after which to split, where that gains anything."""
    if len(members) < 10:
        return None
    places = (bins[numpy.ix_(members, chosen)] + numpy.arange(len(chosen)) * BINS).ravel()
    left, total = [], []
    for values in sums:
        own = numpy.repeat(values[members], len(chosen))
        counts = numpy.bincount(places, own, len(chosen) * BINS).reshape(len(chosen), BINS)
        left.append(numpy.cumsum(counts, axis=1))
        total.append(values[members].sum())
    right = [t - part for t, part in zip(total, left)]
    gain = left[0] ** 2 / (left[1] + shrink) + right[0] ** 2 / (right[1] + shrink)
    gain -= total[0] ** 2 / (total[1] + shrink)
    gain[(left[2] < LEAST) | (right[2] < LEAST) | ~exists[chosen]] = 0
    best = int(gain.argmax())
    return (int(chosen[best // BINS]), best % BINS) if gain.flat[best] > 1e-3 else None


def numbers(base, trees, depth):
    """A sum of trees as the program reads it."""
    inner, rows = range(2**depth - 1), []
    for splits, leaves in trees:
        # A node that isn't split sends everything left, to leaves that all have its value.
        row = [splits[k][0] if k in splits else 0 for k in inner]
        row += [splits[k][1] if k in splits else 32767 for k in inner]
        for leaf in range(2**depth - 1, 2 ** (depth + 1) - 1):
            while leaf > 0 and (leaf - 1) // 2 not in splits:
                leaf = (leaf - 1) // 2
            row.append(round(float(leaves[leaf]) * 1000))
        rows.append(row)
    return {"base": round(float(base) * 1000), "depth": depth, "rows": rows}


def write(first, second):
    print("/// The trees of the model that tells an article's blocks from furniture, fitted by")
    print("/// `Benchmarks/train-pages.py`: see docs/data-sources.md. Not edited by hand.")
    print("enum BlockTrees {")
    for name, trees in (("first", first), ("second", second)):
        print(f"    /// The {name} pass.")
        print(f"    static let {name} = DecisionTrees(")
        print(f"        base: {trees['base']}, depth: {trees['depth']},")
        print("        numbers: [")
        splits = 2 ** trees["depth"] - 1
        for row in trees["rows"]:
            for part in (row[:splits], row[splits : 2 * splits], row[2 * splits :]):
                print("            " + ", ".join(map(str, part)) + ",")
        print("        ])")
    print("}")


def save(path, rows, models):
    pages = {row[0]: fold(row[0]) for row in rows}
    for model in models:
        for trees in model.values():
            trees["numbers"] = sum(trees["rows"], [])
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"pages": pages, "models": models}, file)


def main(path, program, measures, models):
    names, rows = sets(path, program)
    width = names.index(SECOND_PASS)
    parts = [[row for row in rows if fold(row[0]) != k] for k in range(FOLDS)]
    firsts = [fit(part, FIRST, width) for part in parts]
    save(models, rows, [{"first": first} for first in firsts])
    names, seen = sets(path, program, models)
    if not measures:
        return write(fit(rows, FIRST, width), fit(seen, SECOND, len(names)))
    seconds = [fit([row for row in seen if fold(row[0]) != k], SECOND, len(names)) for k in range(FOLDS)]
    save(models, rows, [{"first": first, "second": second} for first, second in zip(firsts, seconds)])
    for entry in json.load(open(path)):
        kind = next((k for k in ("snippets", "clean") if k in entry), None)
        if kind:
            folder = os.path.dirname(entry[kind]) if kind == "snippets" else entry[kind]
            command = [program, "snippets" if kind == "snippets" else "titles", folder, models]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) not in (2, 3, 4) or arguments[2:3] not in ([], ["--folds"]):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        given = arguments[3] if len(arguments) == 4 else os.path.join(folder, "models.json")
        main(arguments[0], arguments[1], len(arguments) > 2, given)
