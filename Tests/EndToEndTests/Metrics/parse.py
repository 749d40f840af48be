"""Reads a file in the text format of Prometheus with its own parser: parse.py FILE

Prints a JSON array: for every metric its name, type and samples.
"""

import json
import sys

from prometheus_client.parser import text_fd_to_metric_families

with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
    families = list(text_fd_to_metric_families(file))
json.dump(
    [
        {
            "name": family.name,
            "type": family.type,
            "help": family.documentation,
            "samples": [{"name": s.name, "labels": s.labels, "value": s.value} for s in family.samples],
        }
        for family in families
    ],
    sys.stdout,
)
