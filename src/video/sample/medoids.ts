import { cosine, type Vector } from "../../util/vectors.ts";

/** Rounds until nothing changes are few; this only bounds them. */
const MOST_ROUNDS = 10;

interface Medoids {
  /**
   * Positions of `count` vectors that stand for all: each other one is as near as can be to one of them. Those of `fixed` are
   * among them. The same vectors give the same positions, in ascending order.
   */
  choose(count: number, fixed?: readonly number[]): number[];
}

/** k-medoids: greedily built, then moved to the middle of what each stands for, as long as something moves. */
export function medoidsOf(vectors: readonly Vector[]): Medoids {
  const count = vectors.length;
  const distances = new Float32Array(count * count);
  for (const [i, one] of vectors.entries()) {
    for (let j = i + 1; j < count; j++) {
      const apart = Math.max(0, 1 - cosine(one, vectors[j] ?? one));
      distances[i * count + j] = apart;
      distances[j * count + i] = apart;
    }
  }
  const apart = (i: number, j: number) => distances[i * count + j] ?? 0;
  return {
    choose(most, fixed = []) {
      let chosen = build({ count, apart }, most, fixed);
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const moved = move({ count, apart }, chosen, fixed);
        if (moved.every((position) => chosen.includes(position))) break;
        chosen = moved;
      }
      return chosen.toSorted((a, b) => a - b);
    },
  };
}

interface Space {
  readonly count: number;
  readonly apart: (i: number, j: number) => number;
}

/** One after the other, that which brings all others nearest; nothing further where all are at hand. */
function build({ count, apart }: Space, most: number, fixed: readonly number[]): number[] {
  const chosen: number[] = [];
  const nearest = new Float32Array(count).fill(2);
  const add = (position: number) => {
    chosen.push(position);
    for (let i = 0; i < count; i++) nearest[i] = Math.min(nearest[i] ?? 0, apart(i, position));
  };
  for (const position of fixed) if (chosen.length < most) add(position);
  while (chosen.length < Math.min(most, count)) {
    let [best, gained] = [-1, 0];
    for (let position = 0; position < count; position++) {
      let gain = 0;
      for (let i = 0; i < count; i++) gain += Math.max(0, (nearest[i] ?? 0) - apart(i, position));
      if (gain > gained) [best, gained] = [position, gain];
    }
    if (best < 0) break;
    add(best);
  }
  return chosen;
}

function move({ count, apart }: Space, chosen: readonly number[], fixed: readonly number[]): number[] {
  const groups = new Map<number, number[]>(chosen.map((position) => [position, []]));
  for (let i = 0; i < count; i++) {
    const nearest = chosen.reduce((best, position) =>
      apart(i, position) < apart(i, best) ? position : best,
    );
    groups.get(nearest)?.push(i);
  }
  const total = (position: number, group: readonly number[]) =>
    group.reduce((sum, i) => sum + apart(i, position), 0);
  return [...groups].map(([medoid, group]) =>
    fixed.includes(medoid)
      ? medoid
      : group.reduce((best, i) => (total(i, group) < total(best, group) ? i : best), medoid),
  );
}
