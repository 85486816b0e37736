"""Times WikiWho 1.0.3 (PyPI) over revisions given as a JSON list of texts on standard input; prints seconds."""
import json, sys, time
from WikiWho.wikiwho import Wikiwho

texts = json.load(sys.stdin)
page = [{'revid': n, 'timestamp': '2020-01-01T00:00:00Z', '*': text, 'userid': n} for n, text in enumerate(texts, 1)]
begun = time.perf_counter()
Wikiwho('page').analyse_article(page)
print(time.perf_counter() - begun)
