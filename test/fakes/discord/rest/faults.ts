import type { ApiRequest } from "./request.ts";

/** An answer that a test has ordered instead of the real one. */
export interface Fault {
  readonly method?: string;
  readonly path: RegExp;
  readonly status: number;
  /** Discord's code. */
  readonly code?: number;
  /** A page instead of JSON, as proxies answer. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** How often; once without it. */
  readonly times?: number;
  /** The request is carried out all the same, as when only the answer gets lost. */
  readonly afterwards?: boolean;
}

export interface Faults {
  order(fault: Fault): void;
  /** The next fault for the request, which counts as used. */
  take(request: ApiRequest): Fault | null;
}

export function createFaults(): Faults {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    order: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    take({ method, path }) {
      const entry = waiting.find(
        ({ fault, left }) => left > 0 && fault.path.test(path) && (fault.method ?? method) === method,
      );
      if (!entry) return null;
      entry.left -= 1;
      return entry.fault;
    },
  };
}
