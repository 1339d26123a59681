/** Requests that one bucket takes in one window. */
export interface RateLimit {
  readonly requests: number;
  /** Milliseconds of real time: the client's own waiting is real too. */
  readonly window: number;
}

interface Bucket {
  opened: number;
  used: number;
}

/** Discord's own answers to a client that asks too often, and the headers that tell a client not to. */
export function createRateLimits({ requests, window }: RateLimit) {
  const buckets = new Map<string, Bucket>();
  return {
    /** Headers for every answer; `isOver` where this request was one too many. */
    count(name: string): { readonly isOver: boolean; readonly headers: Record<string, string> } {
      const now = performance.now();
      const known = buckets.get(name);
      const bucket = known && now - known.opened < window ? known : { opened: now, used: 0 };
      buckets.set(name, bucket);
      const isOver = bucket.used >= requests;
      if (!isOver) bucket.used += 1;
      const resetAfter = Math.max(0, bucket.opened + window - now) / 1000;
      return {
        isOver,
        headers: {
          "x-ratelimit-bucket": Buffer.from(name.replaceAll(/\d{17,19}/g, "id"))
            .toString("hex")
            .slice(0, 32),
          "x-ratelimit-limit": String(requests),
          "x-ratelimit-remaining": String(requests - bucket.used),
          "x-ratelimit-reset-after": resetAfter.toFixed(3),
          "x-ratelimit-reset": ((Date.now() + resetAfter * 1000) / 1000).toFixed(3),
          ...(isOver && { "retry-after": resetAfter.toFixed(3), "x-ratelimit-scope": "user" }),
        },
      };
    },
  };
}
