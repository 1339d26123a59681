import { describe, expect, it } from "vitest";
import { collectReply, type ReplyChunk, type VisionModel } from "../../src/vision/model.ts";
import { summaryRequest, textRequest } from "../vision/requests.ts";

/**
 * - answering: replies at once, as the seeing double does
 * - stalling: takes the request and says nothing
 * - unreachable: nothing is there
 */
export type ModelCondition = "answering" | "stalling" | "unreachable";

export interface ModelUnderTest extends AsyncDisposable {
  readonly model: VisionModel;
  /** Resolves once the model's side has taken the request. */
  taken(): Promise<unknown>;
  /** Resolves to how the model's side saw the request end. */
  ended(): Promise<"finished" | "aborted">;
}

const never = new AbortController().signal;

/** What every VisionModel promises. */
export function describeVisionModel(
  name: string,
  setup: (condition: ModelCondition) => Promise<ModelUnderTest>,
): void {
  describe(`${name} as a vision model`, () => {
    it("states its name and limits", async () => {
      await using subject = await setup("answering");
      expect(subject.model.name).not.toBe("");
      expect(subject.model.limits.contextTokens).toBeGreaterThan(0);
      expect(subject.model.limits.maxImages).toBeGreaterThan(0);
    });

    it("streams text, then exactly one end", async () => {
      await using subject = await setup("answering");
      const chunks: ReplyChunk[] = [];
      for await (const chunk of subject.model.reply(textRequest, never)) chunks.push(chunk);
      expect(chunks.length).toBeGreaterThan(1);
      expect(chunks.map(({ type }) => type)).toEqual([...chunks.slice(1).map(() => "text"), "end"]);
    });

    it("answers in the form of the schema, about the pictures it was sent", async () => {
      await using subject = await setup("answering");
      const request = await summaryRequest([{ colour: "red" }, { colour: "blue" }]);
      const reply = await collectReply(subject.model, request, never);
      expect(reply.finishReason).toBe("stop");
      expect(JSON.parse(reply.text)).toMatchObject({
        segments: [
          { start: "0.0", end: "0.0", key: "0.0" },
          { start: "1.0", end: "1.0", key: "1.0" },
        ],
      });
    });

    it("says that the token limit cut the reply", async () => {
      await using subject = await setup("answering");
      const reply = await collectReply(subject.model, { ...textRequest, maxOutputTokens: 2 }, never);
      expect(reply.finishReason).toBe("length");
    });

    it("sends no request when the signal is aborted already", async () => {
      await using subject = await setup("unreachable");
      const reply = collectReply(subject.model, textRequest, AbortSignal.abort());
      await expect(reply).rejects.toMatchObject({ code: "cancelled" });
    });

    it("stops the model's work when the signal aborts", async () => {
      await using subject = await setup("stalling");
      const abort = new AbortController();
      const reply = collectReply(subject.model, textRequest, abort.signal);
      const outcome = expect(reply).rejects.toMatchObject({ code: "cancelled" });
      await subject.taken();
      abort.abort();
      await outcome;
      expect(await subject.ended()).toBe("aborted");
    });

    it("says when nothing is there", async () => {
      await using subject = await setup("unreachable");
      const reply = collectReply(subject.model, textRequest, never);
      await expect(reply).rejects.toMatchObject({ code: "model-unreachable" });
    });
  });
}
