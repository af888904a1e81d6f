// Where the nodes of a small graph are drawn: springs along the edges, and boxes that push one another away. It begins
// from two fixed rings, in the order given, and takes a fixed number of steps, so the same graph is always drawn the same.

const STEPS = 260;

/**
 * Places `nodes` (`{width, height}` of their boxes, the first one in the middle) joined by `edges` (`[from, to]` indices):
 * a list of `{x, y}`. `wide` is how much wider than high the drawing may be; `within`, where it is given, the width
 * that all boxes stay in. No two boxes overlap.
 */
export function placed(nodes, edges, { wide = 1.5, far = 170, within = Infinity } = {}) {
  const at = nodes.map((_, i) => {
    const radius = i ? far * (i % 2 ? 0.85 : 1.2) : 0;
    const angle = (i * 2 * Math.PI) / Math.max(1, nodes.length - 1) - Math.PI / 2;
    return { x: radius * Math.cos(angle) * wide, y: radius * Math.sin(angle) };
  });
  for (let step = 0; step < STEPS; step += 1) {
    const cooling = 1 - step / STEPS;
    const moves = at.map(() => ({ x: 0, y: 0 }));
    repel(at, moves, wide);
    attract(at, edges, moves, far, wide);
    at.forEach((one, i) => {
      if (!i) return;
      const length = Math.hypot(moves[i].x, moves[i].y) || 1;
      const most = 14 * cooling + 0.5;
      one.x += (moves[i].x / length) * Math.min(length, most);
      one.y += (moves[i].y / length) * Math.min(length, most);
    });
    part(at, nodes);
    hold(at, nodes, within);
  }
  for (let step = 0; step < 60; step += 1) {
    part(at, nodes);
    hold(at, nodes, within);
  }
  settle(at, nodes);
  return at;
}

/** Keeps boxes between the two sides of a frame around the first. */
function hold(at, nodes, within) {
  at.forEach((one, i) => {
    const most = Math.max(0, (within - nodes[i].width) / 2);
    one.x = Math.max(-most, Math.min(most, one.x));
  });
}

/** Moves what still overlaps up or down, away from the first, until nothing does: each step leads further out. */
function settle(at, nodes) {
  const order = at.map((_, i) => i).sort((one, two) => (one && two ? Math.abs(at[one].y) - Math.abs(at[two].y) || one - two : one - two));
  const free = [];
  for (const i of order) {
    const side = at[i].y < 0 ? -1 : 1;
    const apart = (j, axis, size) => Math.abs(at[i][axis] - at[j][axis]) >= (nodes[i][size] + nodes[j][size]) / 2 + 4;
    for (let hit; (hit = free.find((j) => !apart(j, "x", "width") && !apart(j, "y", "height"))) !== undefined; ) at[i].y = at[hit].y + side * ((nodes[i].height + nodes[hit].height) / 2 + 8);
    free.push(i);
  }
}

function repel(at, moves, wide) {
  for (let i = 0; i < at.length; i += 1) {
    for (let j = i + 1; j < at.length; j += 1) {
      const [dx, dy] = [(at[i].x - at[j].x) / wide, at[i].y - at[j].y];
      const square = Math.max(60, dx * dx + dy * dy);
      const force = 5200 / square;
      const length = Math.sqrt(square);
      moves[i].x += (dx / length) * force * wide;
      moves[i].y += (dy / length) * force;
      moves[j].x -= (dx / length) * force * wide;
      moves[j].y -= (dy / length) * force;
    }
  }
}

function attract(at, edges, moves, far, wide) {
  for (const [from, to] of edges) {
    const [dx, dy] = [(at[to].x - at[from].x) / wide, at[to].y - at[from].y];
    const length = Math.hypot(dx, dy) || 1;
    const force = (length - far) * 0.08;
    moves[from].x += (dx / length) * force * wide;
    moves[from].y += (dy / length) * force;
    moves[to].x -= (dx / length) * force * wide;
    moves[to].y -= (dy / length) * force;
  }
}

/** Moves boxes that overlap apart, the shorter way; the first stays. */
function part(at, nodes) {
  for (let i = 0; i < at.length; i += 1) {
    for (let j = i + 1; j < at.length; j += 1) {
      const across = (nodes[i].width + nodes[j].width) / 2 + 10 - Math.abs(at[i].x - at[j].x);
      const down = (nodes[i].height + nodes[j].height) / 2 + 8 - Math.abs(at[i].y - at[j].y);
      if (across <= 0 || down <= 0) continue;
      const axis = across < down ? "x" : "y";
      const overlap = Math.min(across, down);
      const sign = at[i][axis] <= at[j][axis] ? -1 : 1;
      const share = i ? 0.5 : 0;
      at[i][axis] += sign * overlap * share;
      at[j][axis] -= sign * overlap * (1 - share);
    }
  }
}
