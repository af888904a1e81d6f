"""The network's layers as ONNX graphs: the products of matrices in whole numbers of 8 bits, run by ONNX Runtime on one
thread.

The input of a product is brought to 0..255 between its own least and largest value, each column of weights to -63..63
by its largest (affine and symmetric quantisation, Jacob et al. 2018); sums are exact, all else is float32. Seven bits
for the weights, since processors without instructions for such products add pairs in 16 bits, which two of eight can
overrun; so they all give the same sums. ``python -m bench.ner --exact`` shows what the whole numbers cost, ``python -m
bench.annotate`` what they bring.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

F32 = npt.NDArray[np.float32]

LARGEST = 63
"""Largest weight of a column in whole numbers."""

EPSILON = 1e-5
"""Added to the variance of a row before it is divided by its root."""

_RUNTIME = "com.microsoft"
_OPSETS = {"": 18, _RUNTIME: 1}
_IR_VERSION = 9
"""Of ONNX 1.14; older runtimes than ours read it, and newer ones."""


class Layers:
    """Convolutions and pooling of a network of ``width`` states a token; ``exact`` has the products in float32."""

    def __init__(self, weights: Mapping[str, F32], width: int, before: int, after: int, *, exact: bool = False) -> None:
        """``before`` and ``after``: how many of the convolutions ``conv0``, ``conv1``, ... stand before and after
        ``pool``.
        """
        first = _OnnxGraph(weights, width, exact)
        first.finish(first.convolutions(first.input("x"), range(before)))
        second = _OnnxGraph(weights, width, exact)
        x = second.input("x")
        pooled = second.layer(x, second.joined([x, *map(second.input, ("mean", "highest", "long"))]), "pool")
        second.finish(second.convolutions(pooled, range(before, before + after)))
        self._first, self._second = first.session(), second.session()

    def convolved(self, x: F32) -> F32:
        """Tokens x width through the convolutions before the pooling."""
        found: F32 = self._first.run(None, {"x": x})[0]
        return found

    def pooled(self, x: F32, mean: F32, highest: F32, long: F32) -> F32:
        """Tokens x width through the pooling layer, which reads the other three beside it, and the convolutions after
        it.
        """
        found: F32 = self._second.run(None, {"x": x, "mean": mean, "highest": highest, "long": long})[0]
        return found


class _OnnxGraph:
    """A graph in the making; a value in it is known by its name."""

    def __init__(self, weights: Mapping[str, F32], width: int, exact: bool) -> None:
        self._weights, self._width, self._exact = weights, width, exact
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._inputs: list[str] = []
        self._output = ""

    def input(self, name: str) -> str:
        """An array of tokens x width."""
        self._inputs.append(name)
        return name

    def finish(self, output: str) -> None:
        """Say which value is the outcome, tokens x width."""
        self._output = output

    def session(self) -> onnxruntime.InferenceSession:
        """The graph, ready to run."""
        *inputs, output = (
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["tokens", self._width])
            for name in (*self._inputs, self._output)
        )
        graph = helper.make_graph(self._nodes, "layers", inputs, [output], list(self._constants.values()))
        opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS.items()]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # A plan of memory would be kept for each number of tokens.
        options.enable_mem_pattern = False
        return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])

    def convolutions(self, x: str, numbers: Sequence[int]) -> str:
        """Residual convolutions over three tokens; beyond both ends lie zeros."""
        for number in numbers:
            values, *scale = self._quantised(x)
            around = self._add("Pad", [values, self._constant(np.array([1, 0, 1, 0])), *scale[1:]])
            ends = ((0, -2), (1, -1), (2, np.iinfo(np.int64).max))
            shifted = [
                self._add("Slice", [around, *(self._constant(np.array([n])) for n in (*bounds, 0))]) for bounds in ends
            ]
            x = self.layer(x, [self._add("Concat", shifted, axis=1), *scale], f"conv{number}")
        return x

    def joined(self, parts: Sequence[str]) -> list[str]:
        """Arrays side by side, as ``layer`` reads them."""
        return self._quantised(self._add("Concat", parts, axis=1))

    def layer(self, x: str, inputs: Sequence[str], layer: str) -> str:
        """``x`` plus the larger of two linear maps of the inputs, each row brought to mean 0 and variance 1, scaled and
        shifted.
        """
        mapped = self._product(inputs, self._weights[f"{layer}_w"], self._weights[f"{layer}_b"])
        halves = self._add_several("Split", [mapped], 2, axis=1, num_outputs=2)
        y = self._add("Add", [self._add("Max", halves), x])
        scaled = [self._constant(self._weights[f"{layer}_{name}"]) for name in ("gain", "bias")]
        return self._add("LayerNormalization", [y, *scaled], axis=-1, epsilon=EPSILON)

    def _quantised(self, x: str) -> list[str]:
        """Whole numbers, what one is worth and which is zero; of exact products ``x`` itself."""
        return [x] if self._exact else self._add_several("DynamicQuantizeLinear", [x], 3)

    def _product(self, inputs: Sequence[str], weights: F32, bias: F32) -> str:
        if self._exact:
            return self._add("Gemm", [*inputs, self._constant(weights), self._constant(bias)])
        values, scale, zero = inputs
        worth = np.maximum(np.abs(weights).max(axis=0), np.finfo(np.float32).tiny) / LARGEST
        whole = np.rint(weights / worth).astype(np.int8)
        constants = [
            self._constant(array) for array in (whole, worth.astype(np.float32), np.zeros(len(worth), np.int8), bias)
        ]
        return self._add(
            "MatMulIntegerToFloat",
            [values, constants[0], scale, constants[1], zero, constants[2], constants[3]],
            domain=_RUNTIME,
        )

    def _constant(self, array: npt.NDArray[np.generic]) -> str:
        name = f"constant{len(self._constants)}"
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def _add(self, operator: str, inputs: Sequence[str], **attributes: object) -> str:
        return self._add_several(operator, inputs, 1, **attributes)[0]

    def _add_several(self, operator: str, inputs: Sequence[str], outputs: int, **attributes: object) -> list[str]:
        names = [f"{operator}{len(self._nodes)}.{number}" for number in range(outputs)]
        self._nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names
