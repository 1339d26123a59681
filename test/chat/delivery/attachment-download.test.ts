import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { downloadAttachment, type Verdict } from "../../../src/chat/delivery/attachment-download.ts";

const never = new AbortController().signal;
const FILE = { name: "film.mp4", size: 4 };

/** A host that answers with these, one after another. */
function host(...answers: readonly string[]) {
  const dropped: string[] = [];
  const left = [...answers];
  const request = async () => {
    const text = left.shift() ?? "nothing left";
    const body = (async function* () {
      yield Buffer.from(text);
    })();
    return { text, size: null, body, drop: () => void dropped.push(text) };
  };
  return { request, dropped };
}

type Answer = Awaited<ReturnType<ReturnType<typeof host>["request"]>>;

describe("the download of an attachment", () => {
  it("is the file where the host gives it at once, with the size that the platform knows", async () => {
    const { request, dropped } = host("film");
    const download = await downloadAttachment(FILE, { request, judge: () => "file" }, never);
    if (!("body" in download)) throw new TypeError("a stream was promised");
    expect(download).toMatchObject(FILE);
    expect((await buffer(download.body)).toString()).toBe("film");
    expect(dropped).toEqual([]);
  });

  it("asks again after what the platform wants done first, and closes each answer that is not the file", async () => {
    const { request, dropped } = host("late", "later", "film");
    const done: number[] = [];
    const judge = ({ text }: Answer, tries: number): Verdict =>
      text === "film" ? "file" : async () => done.push(tries);
    await downloadAttachment(FILE, { request, judge }, never);
    expect(done).toEqual([1, 2]);
    expect(dropped).toEqual(["late", "later"]);
  });

  it("ends with the error that no further request helps against", async () => {
    const { request, dropped } = host("gone");
    const download = downloadAttachment(FILE, { request, judge: () => new Error("gone") }, never);
    await expect(download).rejects.toThrow("gone");
    expect(dropped).toEqual(["gone"]);
  });

  it("ends with the signal's reason while it waits to ask again", async () => {
    const { request } = host("late");
    const stop = new AbortController();
    const judge = (): Verdict => () => {
      stop.abort(new Error("stopped"));
      return new Promise(() => undefined);
    };
    await expect(downloadAttachment(FILE, { request, judge }, stop.signal)).rejects.toThrow("stopped");
  });
});
