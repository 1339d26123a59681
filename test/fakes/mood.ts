/** What a server of ours does wrong now, and for how many more requests. */
export function createMood<Kind extends string, Options extends { readonly times?: number }>() {
  type Misbehaviour = Options & { readonly kind: Kind };
  let current: Misbehaviour | null = null;
  let left = 0;
  return {
    set(kind: Kind | null, options?: Options): void {
      current = kind === null ? null : ({ ...options, kind } as Misbehaviour);
      left = options?.times ?? Number.POSITIVE_INFINITY;
    },
    peek: (): Misbehaviour | null => current,
    /** Counts one request. */
    take(): Misbehaviour | null {
      if (left-- > 0) return current;
      current = null;
      return null;
    },
  };
}
