/** What one case adds to a figure: a share as its hits and the number of tries, or single measurements. */
export interface Tally {
  readonly hits: number;
  readonly of: number;
  /** Measurements, for figures that are quantiles. */
  readonly values?: readonly number[];
}

export function share(hits: number, of: number): Tally {
  return { hits, of };
}

/** How many of the items hold. */
export function counted<T>(items: readonly T[], holds: (item: T) => boolean): Tally {
  return share(items.filter(holds).length, items.length);
}

export function measured(values: readonly number[]): Tally {
  return { hits: 0, of: values.length, values };
}
