"""BERT as all-MiniLM-L6-v2 has it (Devlin et al. 2019; Wang et al. 2020), in JAX: forward pass, heads, loss."""

import json
import struct

import jax
import jax.numpy as jnp
import numpy as np

HEADS = 12
LAYERS = 6
# The layers from here on are trained; what comes out of those below is worked out once.
TRAINED_FROM = 3
SIZE = 384
ACTS = 8
SENTENCE_HEADS = 8  # claim, then the seven acts


def read_safetensors(path):
    """Tensors of a .safetensors file by name."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    kinds = {"F32": np.float32, "I64": np.int64}
    return {
        name: np.frombuffer(data[slice(*one["data_offsets"])], kinds[one["dtype"]]).reshape(one["shape"])
        for name, one in header.items()
        if name != "__metadata__"
    }


def split(tensors):
    """Embeddings and the lower layers, which stay as they are, and the upper layers, which are trained."""
    names = [k for k in tensors if k.startswith(("embeddings.", "encoder.")) and not k.endswith("position_ids")]
    upper = [k for k in names if k.startswith("encoder.") and int(k.split(".")[2]) >= TRAINED_FROM]
    return {k: tensors[k] for k in names if k not in upper}, {k: tensors[k] for k in upper}


def new_heads(rng):
    scale = 0.02
    return {
        "sentence.weight": (rng.standard_normal((5 * SIZE + 1, SENTENCE_HEADS)) * scale).astype(np.float32),
        "sentence.bias": np.full(SENTENCE_HEADS, -2.0, np.float32),
        "document.weight": (rng.standard_normal((5 * SIZE + 1, ACTS)) * scale).astype(np.float32),
        "document.bias": np.zeros(ACTS, np.float32),
    }


def norm(x, weight, bias):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + 1e-12) * weight + bias


def dropped(x, rate, key):
    if key is None:
        return x
    return x * jax.random.bernoulli(key, 1 - rate, x.shape) / (1 - rate)


def embedded(kept, batch):
    ids, kinds = batch["ids"], batch["kinds"]
    x = (
        kept["embeddings.word_embeddings.weight"][ids]
        + kept["embeddings.position_embeddings.weight"][None, : ids.shape[1]]
        + kept["embeddings.token_type_embeddings.weight"][kinds]
    )
    return norm(x, kept["embeddings.LayerNorm.weight"], kept["embeddings.LayerNorm.bias"])


def layer(x, bias, weights, at):
    rows, pieces, _ = x.shape
    name = f"encoder.layer.{at}"

    def linear(y, part):
        return y @ weights[f"{name}.{part}.weight"].T + weights[f"{name}.{part}.bias"]

    def heads_of(y):
        return y.reshape(rows, pieces, HEADS, SIZE // HEADS).transpose(0, 2, 1, 3)

    def normed(y, part):
        return norm(y, weights[f"{name}.{part}.LayerNorm.weight"], weights[f"{name}.{part}.LayerNorm.bias"])

    q, k, v = (heads_of(linear(x, f"attention.self.{part}")) for part in ("query", "key", "value"))
    chances = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(SIZE // HEADS) + bias, -1)
    seen = (chances @ v).transpose(0, 2, 1, 3).reshape(rows, pieces, SIZE)
    x = normed(x + linear(seen, "attention.output.dense"), "attention.output")
    inner = jax.nn.gelu(linear(x, "intermediate.dense"), approximate=False)
    return normed(x + linear(inner, "output.dense"), "output")


def lower(kept, batch):
    """What comes out of the layers that are not trained, [rows, pieces, SIZE]."""
    x = embedded(kept, batch)
    for at in range(TRAINED_FROM):
        x = layer(x, bias_of(batch), kept, at)
    return x


def bias_of(batch):
    return jnp.where(batch["mask"][:, None, None, :], 0.0, -1e9)


def upper(trained, x, batch):
    for at in range(TRAINED_FROM, LAYERS):
        x = layer(x, bias_of(batch), trained, at)
    return x


def pair(one, other, cls, flag):
    """Features of "this, said to that"; the last one tells a corpus whose base rates are its own."""
    return jnp.concatenate([cls, one, other, jnp.abs(one - other), one * other, flag], -1)


def scores(trained, hidden, batch, key=None):
    """Log odds of each sentence's heads, [rows, sentences, SENTENCE_HEADS], and scores of the acts, [rows, ACTS]."""
    x = upper(trained, hidden, batch)
    cls = x[:, 0]
    answered = batch["answered"][:, None, :] @ x
    own = batch["own"][:, None, :] @ x
    each = batch["sentences"] @ x
    count = each.shape[1]
    flag = batch["other"][:, None]
    wide = lambda y: jnp.repeat(y[:, None], count, 1)
    sentence = pair(each, jnp.repeat(answered, count, 1), wide(cls), wide(flag))
    document = pair(own[:, 0], answered[:, 0], cls, flag)
    if key is not None:
        one, two = jax.random.split(jax.random.fold_in(key, 7))
        sentence, document = dropped(sentence, 0.1, one), dropped(document, 0.1, two)
    return (
        sentence @ trained["sentence.weight"] + trained["sentence.bias"],
        document @ trained["document.weight"] + trained["document.bias"],
    )


def loss(trained, hidden, batch, key):
    sentence, document = scores(trained, hidden, batch, key)
    odds = jax.nn.softplus(sentence) - sentence * batch["labels"]
    sentences = (odds * batch["counts"]).sum()
    acts = -(jax.nn.log_softmax(document) * batch["acts"]).sum()
    return (sentences + acts) / hidden.shape[0]
