"""
Fine-tunes all-MiniLM-L6-v2 on what is answered and what answers it:
  python train.py BASE.safetensors ROWS.jsonl OUT.npz [--without FOLD] [--epochs N] [--dump PREFIX]
Rows are made by rows.ts. `--dump` writes scores of the rows that were not trained on after each epoch.
Needs jax, optax and numpy; six minutes of two cores, half an hour of a busy one. The same seed and rows give the same weights
on one machine.
"""

import argparse
import json
import time

import jax
import numpy as np
import optax

from batches import arrays, batches, read_rows, without_answered
from encoder import SIZE as WIDTH
from encoder import loss, lower, new_heads, read_safetensors, scores, split

SEED = 7
SIZE = 16
RATE = 1e-4
HEAD_RATE = 5e-4
# So often a row is read as the first pass reads it: without what it answers.
ALONE = 0.3


def optimiser(steps):
    def rate(top):
        return optax.adamw(optax.warmup_cosine_decay_schedule(0.0, top, steps // 10, steps, top / 20), weight_decay=0.01)

    def group(trained):
        return {name: "layer" if name.startswith("encoder.") else "head" for name in trained}

    return optax.chain(
        optax.clip_by_global_norm(1.0), optax.multi_transform({"layer": rate(RATE), "head": rate(HEAD_RATE)}, group)
    )


def below(kept, rows):
    """What comes out of the lower layers for each row."""
    run = jax.jit(lower)
    out = [None] * len(rows)
    for chunk in batches(rows, SIZE):
        batch = arrays([rows[at] for at in chunk], SIZE)
        hidden = np.asarray(run(kept, {name: batch[name] for name in ("ids", "kinds", "mask")}))
        for nth, at in enumerate(chunk):
            out[at] = hidden[nth, : len(rows[at]["ids"])].astype(np.float16)
    return out


def padded(hidden, batch):
    out = np.zeros((*batch["ids"].shape, WIDTH), np.float32)
    for at, one in enumerate(hidden):
        out[at, : len(one)] = one
    return out


def dump(path, trained, rows, hidden):
    run = jax.jit(scores)
    with open(path, "w") as out:
        for chunk in batches(rows, SIZE):
            some = [{**rows[at], "other": False} for at in chunk]
            batch = arrays(some, SIZE)
            x = padded([hidden[at] for at in chunk], batch)
            sentence, document = (np.asarray(one) for one in run(trained, x, batch))
            for at, row in enumerate(some):
                said = sentence[at, : len(row["sentences"])].round(4).tolist()
                line = {"comment": row["comment"], "first": row["first"], "sentences": said}
                out.write(json.dumps({**line, "document": document[at].round(4).tolist()}) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("rows")
    parser.add_argument("out")
    parser.add_argument("--without", type=int, default=-1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--dump", default="")
    options = parser.parse_args()

    every = read_rows(options.rows)
    taught = [row for row in every if row["part"] == "train" and row["fold"] != options.without]
    others = [row for row in every if row["part"] == "dev" or (row["fold"] == options.without and row["act"] >= 0)]
    rng = np.random.default_rng(SEED)
    kept, layers = split(read_safetensors(options.base))
    kept = jax.tree.map(jax.numpy.asarray, kept)
    trained = jax.tree.map(jax.numpy.asarray, {**layers, **new_heads(rng)})
    steps = options.epochs * -(-len(taught) // SIZE)
    tool = optimiser(steps)
    state = tool.init(trained)

    @jax.jit
    def step(trained, state, hidden, batch, key):
        value, slopes = jax.value_and_grad(loss)(trained, hidden, batch, key)
        updates, state = tool.update(slopes, state, trained)
        return optax.apply_updates(trained, updates), state, value

    alone = [without_answered(row) for row in taught]
    told = {"whole": below(kept, taught), "alone": below(kept, alone), "others": below(kept, others)}
    print(f"lower layers: {len(taught)} rows", flush=True)
    key = jax.random.key(SEED)
    started, done = time.time(), 0
    for epoch in range(1, options.epochs + 1):
        parts = ["alone" if rng.random() < ALONE else "whole" for _ in taught]
        shown = [(alone if part == "alone" else taught)[at] for at, part in enumerate(parts)]
        for chunk in batches(shown, SIZE, rng):
            key, own = jax.random.split(key)
            batch = arrays([shown[at] for at in chunk], SIZE)
            hidden = padded([told[parts[at]][at] for at in chunk], batch)
            trained, state, value = step(trained, state, hidden, batch, own)
            done += 1
            if done % 25 == 0:
                spent = time.time() - started
                print(f"epoch {epoch} step {done}/{steps} loss {float(value):.3f} {spent:.0f} s", flush=True)
        np.savez(options.out, **{name: np.asarray(value) for name, value in trained.items()})
        if options.dump:
            dump(f"{options.dump}-{epoch}.jsonl", trained, others, told["others"])


if __name__ == "__main__":
    main()
