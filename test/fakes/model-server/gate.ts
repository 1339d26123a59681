import type { ServerResponse } from "node:http";

/** Holds back a slow server's pieces until the test lets them through. */
export interface Gate {
  /** Resolves when a piece may pass, or when the client has gone. */
  pass(response: ServerResponse): Promise<void>;
  /** Lets this many pieces through, now or when they come. */
  release(pieces: number): void;
}

export function createGate(): Gate {
  let permits = 0;
  const waiting = new Set<() => void>();
  return {
    pass(response) {
      if (permits > 0 || response.destroyed) {
        permits = Math.max(0, permits - 1);
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const go = () => {
          waiting.delete(go);
          response.off("close", go);
          resolve();
        };
        waiting.add(go);
        response.once("close", go);
      });
    },
    release(pieces) {
      permits += pieces;
      for (const go of waiting) {
        if (permits <= 0) return;
        permits -= 1;
        go();
      }
    },
  };
}
