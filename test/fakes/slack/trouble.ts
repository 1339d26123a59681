type Disturbance =
  /** All is well this time. */
  | { readonly kind: "none" }
  | { readonly kind: "rate-limit"; readonly retryAfter: number }
  /** The request never arrives. */
  | { readonly kind: "cut-before" }
  /** The request is done, and its answer is lost. */
  | { readonly kind: "cut-after" }
  | { readonly kind: "refuse"; readonly error: string; readonly fields?: Readonly<Record<string, unknown>> };

/** What goes wrong on demand, method by method, in the order in which it was asked for. */
export interface Trouble {
  expect(method: string, disturbance: Disturbance, times?: number): void;
  take(method: string): Disturbance | undefined;
  /** How much of it has not happened yet. */
  left(method: string): number;
}

export function createTrouble(): Trouble {
  const waiting = new Map<string, Disturbance[]>();
  return {
    expect(method, disturbance, times = 1) {
      const list = waiting.get(method) ?? [];
      for (let time = 0; time < times; time += 1) list.push(disturbance);
      waiting.set(method, list);
    },
    take: (method) => waiting.get(method)?.shift(),
    left: (method) => waiting.get(method)?.length ?? 0,
  };
}
