interface Turns {
  /** Requests that go well before. */
  readonly after?: number;
  /** Requests that go wrong; all without it. */
  readonly times?: number;
}

/** What a server of ours does wrong now, and for how many more requests. */
export function createMood<Kind extends string, Options extends Turns>() {
  type Misbehaviour = Options & { readonly kind: Kind };
  let current: Misbehaviour | null = null;
  let [before, left] = [0, 0];
  return {
    set(kind: Kind | null, options?: Options): void {
      current = kind === null ? null : ({ ...options, kind } as Misbehaviour);
      before = options?.after ?? 0;
      left = options?.times ?? Number.POSITIVE_INFINITY;
    },
    peek: (): Misbehaviour | null => current,
    /** Counts one request. */
    take(): Misbehaviour | null {
      if (before-- > 0) return null;
      if (left-- > 0) return current;
      current = null;
      return null;
    },
  };
}
