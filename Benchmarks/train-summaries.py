#!/usr/bin/env python3
"""Fits the weights of the coverage summarizer (Sources/Prose/CoverageWeights.swift) and estimates how well it does.

    python3 Benchmarks/train-summaries.py articles.jsonl --cross-validate
    python3 Benchmarks/train-summaries.py articles.jsonl > Sources/Prose/CoverageWeights.swift

Reads JSON Lines with `article` and `highlights`. Two linear models, fitted one after the other:

1. Logistic regression: how likely a word of the article stands in its highlights.
2. Ridge regression of what a sentence adds to a summary under way: newly matched words and twice the newly matched pairs
   of words, less a price for every word, over the greedy choices of the model itself (two rounds, the first with noisy
   choices by the true gain: a small DAgger, S. Ross et al., 2011).

Cross-validation: five folds by article, twice with different shuffles; both models are fitted on four folds and choose
three sentences in the fifth. Needs numpy and rouge-score.
"""
import argparse, collections, json, math, pathlib, random, re, statistics
import numpy as np
from rouge_score import tokenizers

ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Gov|Gen|Rep|Lt|Col|Sgt|Capt|Jr|Sr|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs|Inc|Co|Corp"
    r"|Ltd|Prof|Rev|U\.S|U\.K|U\.N|D\.C|a\.m|p\.m|[A-Z])\.$")
PRICE, PAIRS, ROUNDS, RIDGE, LENGTH = 0.2, 2.0, 2, 100.0, 3
ROUGE = tokenizers.DefaultTokenizer(use_stemmer=True)


def stop_words():
    source = (pathlib.Path(__file__).parent.parent / "Sources/Prose/StopWordLists.swift").read_text()
    english = source.split('english = """')[1].split('"""')[0].replace("\\", " ").lower().split()
    return set(english) | {part for word in english for part in re.findall(r"[^\W_]+", word)}


def sentences(text):
    start = 0
    for end in re.finditer(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])", text):
        if not ABBREVIATION.search(text[start:end.end()].rstrip().rstrip("\"'”’)]")):
            yield text[start:end.end()].strip()
            start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def overlap(left, right):
    return sum((left & right).values())


def pairs(tokens):
    return collections.Counter(zip(tokens, tokens[1:]))


class Article:
    def __init__(self, record, stop):
        text = re.sub(r"^\(CNN\)\s*", "", record["article"])
        self.sentences = list(sentences(text))
        self.count = len(self.sentences)
        self.rouge = [ROUGE.tokenize(s) for s in self.sentences]
        reference = ROUGE.tokenize(record["highlights"])
        self.reference, self.reference_pairs = collections.Counter(reference), pairs(reference)
        self.size = len(reference)
        self.spellings = [re.findall(r"[^\W_]+", s) for s in self.sentences]
        self.words = [[w.lower() for w in s] for s in self.spellings]
        self.sets = [set(w) for w in self.words]
        self.stop = {w for s in self.sets for w in s if w in stop or len(w) < 2}
        self.word_features = self.describe_words()
        self.fixed = np.array([self.describe(i) for i in range(self.count)], float)

    def describe_words(self):
        total, capitals, first = collections.Counter(), collections.Counter(), {}
        for place, spellings in enumerate(self.spellings):
            for index, spelling in enumerate(spellings):
                word = spelling.lower()
                total[word] += 1
                first.setdefault(word, place)
                if index and spelling[0].isupper():
                    capitals[word] += 1
        features = {}
        for word, n in total.items():
            frequency, place, size = math.log(n), first[word], math.log(self.count)
            if word in self.stop:
                features[word] = [1, 0, frequency, 0, 0, 0, 0, 0, math.exp(-place / 12), 0, 0, 0, 0, size]
            else:
                features[word] = [
                    0, frequency, 0, math.exp(-place / 3), math.exp(-place / 12), math.exp(-place / 5) * frequency,
                    capitals[word] / n, word.isdigit(), 0, n > 1, size, min(len(word), 10) / 10, place == 0, 0]
        return features

    def describe(self, i):
        length = len(self.words[i])
        return [i == 0, math.exp(-i / 5), math.exp(-i / 15), length / 30, min(length, 60) / 30]

    def features(self, chosen):
        covered = set().union(*(self.sets[j] for j in chosen)) if chosen else set()
        rows, step = [], min(len(chosen), 2)
        for i in range(self.count):
            mine, length = self.sets[i], len(self.words[i])
            new = mine - covered
            gain = sum(self.chance[w] for w in new if w not in self.stop)
            grammar = sum(self.chance[w] for w in new if w in self.stop)
            known = sum(self.chance[w] for w in mine & covered if w not in self.stop)
            rows.append([
                gain, grammar, known, gain / max(1, length), math.sqrt(length / 20), step == 0, step, step * length / 20,
                i - 1 in chosen, i + 1 in chosen, min((abs(i - j) for j in chosen), default=0) / 10,
                max((len(mine & self.sets[j]) / max(1, len(mine | self.sets[j])) for j in chosen), default=0)])
        return np.hstack([self.fixed, np.array(rows, float)])

    def gains(self, chosen):
        base = [w for j in chosen for w in self.rouge[j]]
        base_pairs = sum((pairs(self.rouge[j]) for j in chosen), collections.Counter())
        words, both = overlap(collections.Counter(base), self.reference), overlap(base_pairs, self.reference_pairs)
        return np.array([
            overlap(collections.Counter(base + t), self.reference) - words
            + PAIRS * (overlap(base_pairs + pairs(t), self.reference_pairs) - both) - PRICE * len(t)
            for t in self.rouge]) / (self.size + 60)

    def scores(self, chosen):
        tokens = [w for i in sorted(chosen) for w in self.rouge[i]]

        def f1(mine, theirs):
            return 2 * overlap(mine, theirs) / max(1, sum(mine.values()) + sum(theirs.values()))
        return f1(collections.Counter(tokens), self.reference), f1(pairs(tokens), self.reference_pairs)


def fit_words(articles):
    matched = [{w for words, stems in zip(a.words, a.rouge) for w, stem in zip(words, stems) if stem in a.reference}
               if all(len(w) == len(s) for w, s in zip(a.words, a.rouge)) else
               {w for words in a.words for w in words if set(ROUGE.tokenize(w)) & set(a.reference)} for a in articles]
    x = np.array([[1, *f] for a in articles for f in a.word_features.values()], float)
    y = np.array([w in m for a, m in zip(articles, matched) for w in a.word_features], float)
    weights, penalty = np.zeros(x.shape[1]), np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights -= np.linalg.solve(hessian, x.T @ (p - y) + penalty @ weights)
    return weights


def apply_words(articles, weights):
    for a in articles:
        a.chance = {w: 1 / (1 + math.exp(-weights[0] - float(np.dot(weights[1:], f)))) for w, f in a.word_features.items()}


def fit_sentences(articles):
    rows, targets, weights = [], [], None
    noise = np.random.RandomState(1)
    for _ in range(ROUNDS):
        for a in articles:
            chosen = []
            for _ in range(min(LENGTH, a.count)):
                x, y = a.features(chosen), a.gains(chosen)
                left = [i for i in range(a.count) if i not in chosen]
                rows.append(x[left])
                targets.append(y[left])
                score = y + noise.randn(a.count) * 0.1 if weights is None else x @ weights
                chosen.append(max(left, key=lambda i: score[i]))
        x, y = np.vstack(rows), np.concatenate(targets)
        mean, spread = x.mean(0), x.std(0) + 1e-9
        z = (x - mean) / spread
        weights = np.linalg.solve(z.T @ z + RIDGE * np.eye(z.shape[1]), z.T @ (y - y.mean())) / spread
    return weights


def summarize(article, weights):
    chosen = []
    for _ in range(min(LENGTH, article.count)):
        score = article.features(chosen) @ weights
        chosen.append(max((i for i in range(article.count) if i not in chosen), key=lambda i: score[i]))
    return chosen


def cross_validate(articles):
    ours, lead = [], []
    for seed in (1, 2):
        folds = [i % 5 for i in range(len(articles))]
        random.Random(seed).shuffle(folds)
        for fold in range(5):
            train = [a for a, f in zip(articles, folds) if f != fold]
            test = [a for a, f in zip(articles, folds) if f == fold]
            words = fit_words(train)
            apply_words(articles, words)
            weights = fit_sentences(train)
            ours += [a.scores(summarize(a, weights)) for a in test]
            lead += [a.scores(range(min(LENGTH, a.count))) for a in test]
    for name, scores in (("lead", lead), ("coverage", ours)):
        print(name, *(f"R-{n} {statistics.mean(s):.4f}" for n, s in zip((1, 2), zip(*scores))))


def swift(words, weights):
    def lines(values):
        texts = [f"{v:.5f}" for v in values]
        return "\n".join("        " + ", ".join(texts[i:i + 8]) + "," for i in range(0, len(texts), 8))
    return f"""/// The weights of ``CoverageModel``, written by `Benchmarks/train-summaries.py`; the order is that of the features.
enum CoverageWeights {{
    /// A word's log odds of standing in a summary: a constant, then a weight a feature.
    static let words: [Double] = [
{lines(words)}
    ]

    /// What a sentence adds to a summary under way: a weight a feature.
    static let sentences: [Double] = [
{lines(weights * 100)}
    ]
}}"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    stop = stop_words()
    articles = [Article(json.loads(line), stop) for line in options.file.open(encoding="utf-8")]
    if options.cross_validate:
        return cross_validate(articles)
    words = fit_words(articles)
    apply_words(articles, words)
    print(swift(words, fit_sentences(articles)))


if __name__ == "__main__":
    main()
