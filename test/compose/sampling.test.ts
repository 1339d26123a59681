import { describe, expect, it } from "vitest";
import { sampling } from "../../src/compose/sampling.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import { createFakeLogger } from "../fakes/logger.ts";

const NONE = { baseUrl: undefined, model: undefined, apiKey: undefined };
const SERVER = { ...NONE, baseUrl: "http://127.0.0.1:9/v1" };

describe("how frames are chosen", () => {
  it("by meaning where that is set and a server is configured", () => {
    const logger = createFakeLogger();
    expect(sampling({ sampling: "clip", embeddings: SERVER }, logger)).toEqual({
      strategy: mixed,
      byMeaning: expect.any(Function),
      embeddings: expect.any(Function),
    });
    expect(logger.lines).toEqual([]);
  });

  it("by the default way without a server, with a line in the log", () => {
    const logger = createFakeLogger();
    expect(sampling({ sampling: "clip", embeddings: NONE }, logger)).toEqual({ strategy: mixed });
    expect(JSON.stringify(logger.lines)).toContain("needs EMBED_BASE_URL");
  });

  it("by another strategy as it was, whether a server is configured or not", () => {
    const logger = createFakeLogger();
    expect(sampling({ sampling: "mixed", embeddings: SERVER }, logger)).toEqual({
      strategy: mixed,
      embeddings: expect.any(Function),
    });
    expect(sampling({ sampling: "mixed", embeddings: NONE }, logger)).toEqual({ strategy: mixed });
    expect(logger.lines).toEqual([]);
  });
});
