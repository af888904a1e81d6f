"""A trained network of the reader as it ships: ONNX in whole numbers of 8 bits, whose inputs and outputs have names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from kg.gold.training.encoder import Inputs


class Exported(nn.Module):
    """What is traced: called with the inputs in the order of their ``names``, gives the outputs that ship.

    ``told`` runs ``network`` on inputs by name; a tracer knows inputs and outputs by their place alone.
    """

    def __init__(self, network: nn.Module, names: Sequence[str], told: Callable[[Inputs], tuple[Tensor, ...]]) -> None:
        super().__init__()
        self.network, self.names, self.told = network, names, told

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        """See the class."""
        return self.told(dict(zip(self.names, given, strict=True)))


def export(
    network: nn.Module,
    told: Callable[[Inputs], tuple[Tensor, ...]],
    outputs: Sequence[str],
    example: Mapping[str, Any],
    free: Mapping[str, Mapping[int, str]],
    path: Path,
) -> None:
    """Write a network as ONNX to ``path``, its weights as whole numbers of 8 bits (dynamic, per channel).

    ``told`` runs it on inputs by name and gives the ``outputs``, in their order; ``example``: arrays of some input, by
    name; ``free``: of each input and output the axes whose length differs from one input to the next, with their names.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole = path.with_suffix(".whole.onnx")
    torch.onnx.export(
        Exported(network, tuple(example), told).eval(),
        tuple(torch.from_numpy(each) for each in example.values()),
        str(whole),
        input_names=list(example),
        output_names=list(outputs),
        dynamic_axes=free,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )
    whole.unlink()
