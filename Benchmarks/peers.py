"""What other readers of web pages make of a labelled set, and how long that takes them.

    python3 Benchmarks/peers.py SYSTEM DATA OUTPUT

SYSTEM is trafilatura, trafilatura-fast, htmldate, resiliparse or newspaper4k. Writes a JSON object of answers by page, which
`GalleyEvaluate extraction DATA --answers OUTPUT` scores as it scores Galley's own. A page that takes longer than ten seconds
counts as not answered.
"""

import gzip
import json
import os
import resource
import signal
import sys
from importlib import metadata

LIMIT = 10


def pages(data):
    """Names, addresses and bytes of the pages of a set of any of the three kinds."""
    labels = os.path.join(data, "labels.json")
    if os.path.exists(labels):
        with open(labels, encoding="utf-8") as file:
            for name, label in json.load(file).items():
                with open(os.path.join(data, "pages", name), "rb") as page:
                    yield name, label.get("url"), page.read()
    else:
        for name in sorted(os.listdir(data)):
            path = os.path.join(data, name, "source.html")
            if os.path.exists(path):
                with open(path, "rb") as page:
                    yield name, "http://fakehost/test/page.html", page.read()


def by_trafilatura(fast):
    import trafilatura

    def read(page, address):
        found = trafilatura.bare_extraction(page, url=address, fast=fast, with_metadata=True, include_comments=False)
        if found is None:
            return {}
        found = found if isinstance(found, dict) else found.as_dict()
        authors = [name.strip() for name in (found.get("author") or "").split(";") if name.strip()]
        return {
            "text": found.get("text") or "", "title": found.get("title") or "", "authors": authors,
            "date": found.get("date") or "",
        }

    return read, "trafilatura"


def by_htmldate():
    from htmldate import find_date

    def read(page, address):
        return {"date": find_date(page, url=address, original_date=True) or ""}

    return read, "htmldate"


def by_resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(page, address):
        tree = HTMLTree.parse(bytes_to_str(page, detect_encoding(page)))
        return {"text": extract_plain_text(tree, main_content=True), "title": tree.title or ""}

    return read, "resiliparse"


def by_newspaper():
    import newspaper

    def read(page, address):
        article = newspaper.Article(address or "http://localhost/", fetch_images=False)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        date = article.publish_date
        return {
            "text": article.text or "", "title": article.title or "", "authors": list(article.authors),
            "date": date.strftime("%Y-%m-%d") if date else "",
        }

    return read, "newspaper4k"


SYSTEMS = {
    "trafilatura": lambda: by_trafilatura(False),
    "trafilatura-fast": lambda: by_trafilatura(True),
    "htmldate": by_htmldate,
    "resiliparse": by_resiliparse,
    "newspaper4k": by_newspaper,
}


class TooLong(Exception):
    pass


def too_long(number, frame):
    raise TooLong


def main():
    name, data, output = sys.argv[1:4]
    read, package = SYSTEMS[name]()
    given = list(pages(data))
    answers = {"system": f"{name} {metadata.version(package)}"}
    signal.signal(signal.SIGALRM, too_long)
    failed = 0

    def spent():
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime

    start = spent()
    for page_name, address, page in given:
        if page_name.endswith(".gz"):
            page = gzip.decompress(page)
        signal.alarm(LIMIT)
        try:
            answers[page_name] = read(page, address)
        except Exception:
            answers[page_name] = {}
            failed += 1
        finally:
            signal.alarm(0)
    time = spent() - start
    size = sum(len(page) for _, _, page in given)
    print(
        f"{answers['system']}: {len(given)} pages, {len(given) / time:.0f} pages/s, {size / time / 1e6:.1f} MB/s of one core"
        + (f", {failed} without an answer" if failed else ""))
    with open(output, "w", encoding="utf-8") as file:
        json.dump(answers, file)


main()
