import { describe, expect, it } from "vitest";
import { SafeError, safeError, systemCode } from "../../src/util/safe-error.ts";

const LINK = "https://example.com/film.mp4?key=canary";

function failure(name: string, cause?: unknown, code?: string): Error {
  return Object.assign(new Error(`${LINK} failed`, { cause }), { name, ...(code && { code }) });
}

describe("safeError", () => {
  it("keeps the names and codes along the causes, and no message of others", () => {
    const refused = failure("Error", undefined, "ECONNREFUSED");
    const safe = safeError(failure("RequestError", failure("SocketError", refused)));
    expect(safe.message).toBe("RequestError SocketError Error ECONNREFUSED");
    expect(safe.cause).toBeUndefined();
    expect(systemCode(failure("RequestError", refused))).toBe("ECONNREFUSED");
  });

  it("keeps messages of our own", () => {
    expect(safeError(failure("RequestError", new SafeError("status 503"))).message).toBe(
      "RequestError status 503",
    );
  });

  it("adds facts, of what a server may have written only the beginning", () => {
    const long = "x".repeat(5000);
    const safe = safeError(failure("APIError", undefined, long), [400, null, undefined, long]);
    expect(safe.message.length).toBeLessThan(150);
    expect(safe.message).toContain("APIError");
    expect(safe.message).toContain("400");
  });

  it("bears what is no error, and causes in a circle", () => {
    expect(safeError("canary").message).toBe("string");
    const one = failure("One");
    const two = failure("Two", one);
    one.cause = two;
    expect(safeError(one).message).toBe("One Two");
  });
});
