"""The least that a stage in Python does: read a line of JSON, answer with another one at once."""

import json
import sys

for line in sys.stdin:
    article = json.loads(line)
    print(json.dumps({"id": article["id"], "digits": len(article["text"])}), flush=True)
