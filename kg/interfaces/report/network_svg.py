"""The network as a drawing: a column a layer, names one below the other in the order of the rows, no chance in it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from math import log2

from kg.ask.network import LAYERS, Network, NetworkLink, NetworkNode
from kg.interfaces.report.frame import Frame
from kg.interfaces.report.glyphs import drawing
from kg.interfaces.report.markup import Markup, join, tag

_HEAD, _ROW, _PAD = 30, 40, 4
_LINES = 2
"""Lines that a name may take."""


def network_svg(network: Network, frame: Frame) -> Markup:
    """The drawing of a network: links between neighbouring columns, broken ones where nothing supports them."""
    layers = [
        [node for node in network.nodes if node.layer == name]
        for name in LAYERS
        if any(node.layer == name for node in network.nodes)
    ]
    tallest = max(map(len, layers))
    height = _HEAD + tallest * _ROW + 8
    gap = 26 if frame.narrow else 90
    box = (frame.width - gap * (len(layers) - 1)) / len(layers)
    places = {
        node: (at * (box + gap), _HEAD + (n + 0.5) * (tallest * _ROW) / len(layer))
        for at, layer in enumerate(layers)
        for n, node in enumerate(layer)
    }
    said = (
        f"{len(network.nodes)} things in {len(layers)} columns, {len(network.links)} links, as the answer lists them."
    )
    return drawing(
        f"network-{frame.name}",
        "What the rows link",
        said,
        frame.width,
        height,
        join(_link(link, places, box) for link in network.links),
        join(_head(layer[0].layer, at * (box + gap) + box / 2) for at, layer in enumerate(layers)),
        join(_node(node, *places[node], box, frame) for layer in layers for node in layer),
    )


def _head(layer: str, x: float) -> Markup:
    return tag("text", layer.replace("_", " "), x=f"{x:.1f}", y=16, class_="head", text_anchor="middle")


def _link(link: NetworkLink, places: dict[NetworkNode, tuple[float, float]], box: float) -> Markup:
    (x1, y1), (x2, y2) = places[link.left], places[link.right]
    start, middle = x1 + box, (x1 + box + x2) / 2
    kind = "plain" if link.supports is None else "yes" if link.supports else "no"
    return tag(
        "path",
        d=f"M{start:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}",
        stroke_width=f"{1.2 + log2(link.weight) * 0.7:.1f}",
        class_=f"link {kind}",
    )


def _node(node: NetworkNode, x: float, y: float, box: float, frame: Frame) -> Markup:
    lines = _wrapped(node.name, int((box - 2 * _PAD) / frame.letter))
    return tag(
        "g",
        tag("title", f"{node.name} ({node.key})"),
        tag("rect", x=f"{x:.1f}", y=f"{y - 17:.1f}", width=f"{box:.1f}", height=34, rx=5, class_=f"node {node.layer}"),
        (
            tag(
                "text",
                line,
                x=f"{x + box / 2:.1f}",
                y=f"{y + 4 + (n - (len(lines) - 1) / 2) * 14:.1f}",
                text_anchor="middle",
                class_="label",
            )
            for n, line in enumerate(lines)
        ),
    )


def _wrapped(name: str, letters: int) -> Sequence[str]:
    return textwrap.wrap(
        name, max(6, letters), max_lines=_LINES, placeholder="\u2026", break_long_words=True, break_on_hyphens=True
    ) or [name[:letters]]
