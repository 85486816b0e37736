"""
Writes the trained encoder with its heads as int8 ONNX:
  python export.py BASE.safetensors TRAINED.npz OUT.onnx
Needs numpy, onnx and onnxruntime. Matrices are quantised to int8 (dynamic), the heads stay as they are.
"""

import sys
import tempfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from encoder import HEADS, LAYERS, SIZE, TRAINED_FROM, read_safetensors, split

# Longest input of ingest/accurate/inputs.ts: [CLS], 60 pieces, [SEP], 129 pieces, [SEP].
PIECES = 192
EACH = SIZE // HEADS


class Graph:
    """Nodes in order; every method gives the name of what it makes."""

    def __init__(self):
        self.nodes, self.constants, self.count = [], {}, 0

    def constant(self, value, name=None):
        name = name or f"constant{len(self.constants)}"
        self.constants[name] = np.ascontiguousarray(value)
        return name

    def do(self, kind, *inputs, name=None, **attributes):
        self.count += 1
        out = name or f"{kind}{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=out, **attributes))
        return out

    def linear(self, x, weight, bias, label):
        return self.do("Add", self.do("MatMul", x, self.constant(weight), name=label), self.constant(bias))

    def norm(self, x, weight, bias):
        return self.do("LayerNormalization", x, self.constant(weight), self.constant(bias), axis=-1, epsilon=1e-12)

    def ints(self, *values):
        return self.constant(np.array(values, np.int64))


def layer(graph, x, bias, weights, at):
    name = f"encoder.layer.{at}"

    def linear(y, part):
        label = f"{name}.{part}"
        return graph.linear(y, weights[f"{label}.weight"].T, weights[f"{label}.bias"], label)

    def normed(y, part):
        return graph.norm(y, weights[f"{name}.{part}.LayerNorm.weight"], weights[f"{name}.{part}.LayerNorm.bias"])

    def heads_of(y, order):
        apart = graph.do("Reshape", y, graph.ints(0, 0, HEADS, EACH))
        return graph.do("Transpose", apart, perm=order)

    q = heads_of(linear(x, "attention.self.query"), [0, 2, 1, 3])
    k = heads_of(linear(x, "attention.self.key"), [0, 2, 3, 1])
    v = heads_of(linear(x, "attention.self.value"), [0, 2, 1, 3])
    scaled = graph.do("Div", graph.do("MatMul", q, k, name=f"{name}.qk"), graph.constant(np.float32(EACH**0.5)))
    chances = graph.do("Softmax", graph.do("Add", scaled, bias), axis=-1)
    seen = graph.do("Transpose", graph.do("MatMul", chances, v, name=f"{name}.av"), perm=[0, 2, 1, 3])
    seen = linear(graph.do("Reshape", seen, graph.ints(0, 0, SIZE)), "attention.output.dense")
    x = normed(graph.do("Add", x, seen), "attention.output")
    inner = linear(graph.do("Gelu", linear(x, "intermediate.dense"), approximate="none"), "output.dense")
    return normed(graph.do("Add", x, inner), "output")


def encoder(graph, kept, trained):
    word = graph.do("Gather", graph.constant(kept["embeddings.word_embeddings.weight"]), "ids", name="words")
    kind = graph.do("Gather", graph.constant(kept["embeddings.token_type_embeddings.weight"]), "kinds", name="sides")
    length = graph.do("Slice", graph.do("Shape", "ids"), graph.ints(1), graph.ints(2))
    places = graph.constant(kept["embeddings.position_embeddings.weight"][:PIECES])
    place = graph.do("Slice", places, graph.ints(0), length, graph.ints(0))
    x = graph.do("Add", graph.do("Add", word, kind), place)
    x = graph.norm(x, kept["embeddings.LayerNorm.weight"], kept["embeddings.LayerNorm.bias"])
    # What is not there is not looked at.
    hidden = graph.do("Sub", "mask", graph.constant(np.float32(1)))
    bias = graph.do("Unsqueeze", graph.do("Mul", hidden, graph.constant(np.float32(1e9))), graph.ints(1, 2))
    for at in range(LAYERS):
        x = layer(graph, x, bias, kept if at < TRAINED_FROM else trained, at)
    return x


def features(graph, one, other, cls):
    apart = graph.do("Sub", one, other)
    return graph.do("Concat", cls, one, other, graph.do("Abs", apart), graph.do("Mul", one, other), axis=-1)


def model(kept, trained):
    graph = Graph()
    x = encoder(graph, kept, trained)
    row = lambda name: graph.do("Unsqueeze", name, graph.ints(1))
    answered = graph.do("MatMul", row("answered"), x, name="pool.answered")
    own = graph.do("MatMul", row("own"), x, name="pool.own")
    each = graph.do("MatMul", "sentences", x, name="pool.sentences")
    cls = graph.do("Slice", x, graph.ints(0), graph.ints(1), graph.ints(1))
    shape = graph.do("Shape", each)
    wide = lambda y: graph.do("Expand", y, shape)
    # The last row of a head's weights tells corpora of other base rates apart in training; here it is nought.
    head = lambda y, name: graph.linear(y, trained[f"{name}.weight"][:-1], trained[f"{name}.bias"], f"head.{name}")
    said = head(features(graph, each, wide(answered), wide(cls)), "sentence")
    whole = head(features(graph, own, answered, cls), "document")
    graph.do("Identity", said, name="scores")
    graph.do("Squeeze", whole, graph.ints(1), name="acts")
    put = lambda name, kind, *shape: helper.make_tensor_value_info(name, kind, shape)
    inputs = [put(name, TensorProto.INT64, "rows", "pieces") for name in ("ids", "kinds")]
    inputs += [put(name, TensorProto.FLOAT, "rows", "pieces") for name in ("mask", "answered", "own")]
    inputs += [put("sentences", TensorProto.FLOAT, "rows", "count", "pieces")]
    outputs = [put("scores", TensorProto.FLOAT, "rows", "count", 8), put("acts", TensorProto.FLOAT, "rows", 8)]
    constants = [numpy_helper.from_array(value, name) for name, value in graph.constants.items()]
    made = helper.make_graph(graph.nodes, "claimthread", inputs, outputs, constants)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9), graph


def main():
    base, trained, out = sys.argv[1:]
    kept, _ = split(read_safetensors(base))
    whole, graph = model(kept, dict(np.load(trained)))
    onnx.checker.check_model(whole)
    precise = [node.name for node in graph.nodes if node.name.startswith(("head.", "pool.", "sides"))]
    precise += [node.name for node in graph.nodes if node.name.endswith((".qk", ".av"))]
    with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
        onnx.save(whole, file.name)
        quantize_dynamic(
            file.name,
            out,
            op_types_to_quantize=["MatMul", "Gather"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=precise,
        )


if __name__ == "__main__":
    main()
