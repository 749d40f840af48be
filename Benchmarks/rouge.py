#!/usr/bin/env python3
"""Scores summaries and, in the same run, the first sentences of the same articles (needs rouge-score).

    GalleyEvaluate summaries articles.jsonl coverage | python3 Benchmarks/rouge.py

Reads JSON Lines with `summary`, `lead` (lists of sentences) and `highlights`; prints the mean F1 of ROUGE-1, -2 and -Lsum
with stemming, and the 95 % interval of the gain (bootstrap over articles, seeded).
"""
import json, random, statistics, sys
from rouge_score import rouge_scorer

KINDS = ["rouge1", "rouge2", "rougeLsum"]
scorer = rouge_scorer.RougeScorer(KINDS, use_stemmer=True)
rows = {"lead": [], "summary": []}
words = {"lead": 0, "summary": 0}
for line in sys.stdin:
    record = json.loads(line)
    for name in rows:
        score = scorer.score(record["highlights"], "\n".join(record[name]))
        rows[name].append([score[kind].fmeasure for kind in KINDS])
        words[name] += sum(len(s.split()) for s in record[name])
if not rows["lead"]:
    sys.exit("no summaries to score")
for name, scores in rows.items():
    print(f"{name:8}", *(f"{k} {statistics.mean(s):.4f}" for k, s in zip(KINDS, zip(*scores))),
          f"words {words[name] / len(scores):.1f}")
rng = random.Random(1)
for index, kind in enumerate(KINDS):
    gains = [s[index] - l[index] for s, l in zip(rows["summary"], rows["lead"])]
    means = sorted(statistics.mean(rng.choices(gains, k=len(gains))) for _ in range(1000))
    print(f"gain {kind} {statistics.mean(gains):+.4f} ({means[25]:+.4f} to {means[974]:+.4f})")
