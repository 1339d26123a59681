import { describe, expect, it } from "vitest";
import { createLogger } from "../src/create-logger.ts";
import { CuepointError } from "../src/errors.ts";

const SECRET = "sk-canary-0451";

function capture(options: Partial<Parameters<typeof createLogger>[0]> = {}, isTTY = false) {
  const lines: string[] = [];
  const sink = { isTTY, write: (text: string) => lines.push(text) };
  const logger = createLogger({ level: "debug", format: "auto", secrets: [SECRET], ...options }, sink);
  return { logger, lines, text: () => lines.join(""), entry: () => JSON.parse(lines.at(-1) ?? "null") };
}

describe("the form of a line", () => {
  it("is one JSON object with a line break", () => {
    const { logger, lines, entry } = capture();
    logger.info({ frames: 96, seconds: 1.25 }, "scanned");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(entry()).toMatchObject({ level: 30, msg: "scanned", frames: 96, seconds: 1.25 });
  });

  it("is for people on a terminal", () => {
    const { logger, text } = capture({}, true);
    logger.info({ frames: 96 }, "scanned");
    expect(text()).toMatch(/INFO.*scanned/);
    expect(text()).not.toContain("{");
  });

  it("is what the format says, whatever the sink", () => {
    const json = capture({ format: "json" }, true);
    json.logger.info("scanned");
    expect(json.entry()).toMatchObject({ msg: "scanned" });
    const pretty = capture({ format: "pretty" }, false);
    pretty.logger.info("scanned");
    expect(pretty.text()).toMatch(/INFO: scanned\n$/);
  });

  it("leaves out what is below the level", () => {
    const { logger, lines } = capture({ level: "warn" });
    logger.info("scanned");
    logger.warn("slow");
    expect(lines).toHaveLength(1);
  });
});

it.each(["json", "pretty"] as const)(
  "a %s line shows all that it holds, and drives no terminal",
  (format) => {
    const { logger, text } = capture({ format });
    logger.warn({ name: "gpj\u202e4pm\u200b\u00ad\u{e0069}\u200e.mp4" }, "read \u001b[31m\u009b31mred");
    expect(text()).toContain("gpj4pm.mp4");
    expect(text()).toMatch(/read .*red/);
    const hidden = ["\u001b", "\u009b", "\u202e", "\u200b", "\u00ad", "\u200e", "\u{e0069}", "\\u00"];
    expect(hidden.filter((one) => text().includes(one))).toEqual([]);
  },
);

describe("secrets", () => {
  it.each(["json", "pretty"] as const)("stay out of a %s line, wherever they stand", (format) => {
    const { logger, text, lines } = capture({ format });
    const child = logger.child({ session: SECRET, deep: { list: [SECRET] } });
    child.warn({ url: `http://host/?q=${SECRET}`, err: new Error(`refused ${SECRET}`) }, `with ${SECRET}`);
    logger.error(new Error("outer", { cause: new Error(SECRET) }));
    expect(lines).toHaveLength(2);
    expect(text()).not.toContain(SECRET);
  });

  it("are known by the names they go by, at any depth and in any case", () => {
    const { logger, text, entry } = capture();
    const names = ["token", "apiKey", "Authorization", "MODEL_API_KEY", "x-api-key", "botToken", "password"];
    logger.info({ request: { headers: Object.fromEntries(names.map((name) => [name, "canary"])) } });
    expect(text()).not.toContain("canary");
    expect(Object.keys(entry().request.headers)).toEqual(names);
  });

  it("are known by their form inside text", () => {
    const { logger, text } = capture();
    logger.info("sent Authorization: Bearer abc.DEF-123 to https://user:canary@host/v1");
    expect(text()).not.toMatch(/abc\.DEF|canary/);
    expect(text()).toContain("@host/v1");
  });

  it("are not mistaken for counts of tokens, keyframes or addresses", () => {
    const { logger, entry } = capture();
    const facts = { promptTokens: 812, keyframes: ["12.5"], url: "http://127.0.0.1:8000/v1" };
    logger.info(facts);
    expect(entry()).toMatchObject(facts);
  });

  it("that are placeholders leave ordinary words whole", () => {
    const { logger, entry } = capture({ secrets: ["-", "none", "", undefined] });
    logger.info("none-the-less");
    expect(entry().msg).toBe("none-the-less");
  });
});

describe("errors", () => {
  it("keep name, code, message and the chain of causes, and nothing else", () => {
    const { logger, entry } = capture();
    const cause = Object.assign(new TypeError("refused"), {
      code: "ECONNREFUSED",
      headers: { "set-cookie": "canary" },
      stack: "canary",
    });
    logger.warn({ err: new CuepointError("file-missing", { name: "canary" }, cause) }, "failed");
    expect(entry().err).toEqual({
      name: "CuepointError",
      code: "file-missing",
      message: "file-missing",
      cause: { name: "TypeError", code: "ECONNREFUSED", message: "refused" },
    });
  });

  it("are the same under any other name and in a child's bindings", () => {
    const { logger, entry } = capture();
    const error = Object.assign(new Error("odd"), { request: "canary" });
    logger.child({ err: error }).info({ reason: error });
    expect(entry()).toMatchObject({ err: { message: "odd" }, reason: { message: "odd" } });
    expect(JSON.stringify(entry())).not.toContain("canary");
  });

  it("that cause themselves end the chain", () => {
    const { logger, entry } = capture();
    const error = new Error("circle");
    error.cause = error;
    logger.info({ err: error });
    expect(entry().err.cause.message).toBe("circle");
  });

  it("that are no errors are told by type and text", () => {
    const { logger, entry } = capture();
    logger.info({ err: new Error("outer", { cause: "plain text" }) });
    expect(entry().err.cause).toEqual({ name: "string", message: "plain text" });
  });
});
