/** First millisecond of Discord's ids. */
const EPOCH = 1_420_070_400_000;

/** Ids as Discord makes them: the time in milliseconds, then a counter, so that later ids are greater. */
export function createSnowflakes(now: () => number): () => string {
  let counter = 0n;
  return () => {
    counter += 1n;
    return String((BigInt(Math.floor(now()) - EPOCH) << 22n) | (counter & 0x3fffffn));
  };
}

export function timeOf(snowflake: string): number {
  return Number(BigInt(snowflake) >> 22n) + EPOCH;
}
