"""Rows of rows.ts as padded arrays, rows of like length together."""

import json

import numpy as np

from encoder import ACTS, SENTENCE_HEADS

STEP = 32
MOST_SENTENCES = 24


def read_rows(path):
    with open(path) as file:
        return [json.loads(line) for line in file]


def without_answered(row):
    """The row as it is read before anything of its thread is known."""
    start, end = row["answered"]
    cut = end - start
    moved = [[a - cut, b - cut] for a, b in row["sentences"]]
    return {**row, "ids": row["ids"][:start] + row["ids"][end:], "answered": [start, start], "sentences": moved}


def batches(rows, size, rng=None):
    """Lists of indexes: shuffled with `rng`, rows of one batch of like length."""
    order = np.arange(len(rows))
    lengths = np.array([len(row["ids"]) for row in rows])
    noise = np.zeros(len(rows)) if rng is None else rng.uniform(-12, 12, len(rows))
    order = order[np.argsort(lengths + noise, kind="stable")]
    chunks = [order[at : at + size] for at in range(0, len(order), size)]
    if rng is not None:
        rng.shuffle(chunks)
    return chunks


def arrays(rows, size):
    """One batch; it is filled up to `size` rows with empty ones, so that few shapes are compiled."""
    pieces = -(-max(len(row["ids"]) for row in rows) // STEP) * STEP
    count = MOST_SENTENCES
    zeros = lambda *shape: np.zeros((size, *shape), np.float32)
    batch = {
        "ids": np.zeros((size, pieces), np.int32),
        "mask": np.zeros((size, pieces), bool),
        "kinds": np.zeros((size, pieces), np.int32),
        "answered": zeros(pieces),
        "own": zeros(pieces),
        "sentences": zeros(count, pieces),
        "labels": zeros(count, SENTENCE_HEADS),
        "counts": zeros(count, SENTENCE_HEADS),
        "acts": zeros(ACTS),
        "other": zeros(),
    }
    batch["mask"][:, 0] = True
    for at, row in enumerate(rows):
        ids, (start, end), weight = row["ids"], row["answered"], row["weight"]
        batch["ids"][at, : len(ids)] = ids
        batch["mask"][at, : len(ids)] = True
        batch["kinds"][at, end + 1 : len(ids)] = 1
        if end > start:
            batch["answered"][at, start:end] = 1 / (end - start)
        batch["own"][at, end + 1 : len(ids) - 1] = 1 / max(1, len(ids) - end - 2)
        batch["other"][at] = float(row["other"])
        for nth, (a, b) in enumerate(row["sentences"][:count]):
            if b == a:
                continue
            batch["sentences"][at, nth, a:b] = 1 / (b - a)
            batch["labels"][at, nth, 0] = row["claims"][nth]
            batch["counts"][at, nth, 0] = weight
            if row["acts"]:
                batch["labels"][at, nth, 1:] = row["acts"][nth]
                batch["counts"][at, nth, 1:] = weight
        if row["act"] >= 0:
            batch["acts"][at, row["act"]] = 2 * weight * row["share"]
    return batch
