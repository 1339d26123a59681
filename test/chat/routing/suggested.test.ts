import { describe, expect, it } from "vitest";
import type { MessageEvent } from "../../../src/chat/event.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { intentOf } from "../../../src/chat/routing/intent.ts";

const message = (text: string, more: Partial<MessageEvent> = {}): MessageEvent => ({
  ...{ type: "message", id: "m1", thread: "slack:T1:D1:t1", author: "U1", locale: "en", text },
  ...{ mentioned: false, isDirect: true, attachments: [], links: [], ...more },
});

const asked = async (event: MessageEvent, isKnown = false) => {
  const { command, options } = (await intentOf(event, async () => isKnown)) ?? {};
  return [command, options];
};

describe.each(["en", "zh"])("what direct messages suggest, in %s", (locale) => {
  const { prompts } = catalogueFor(locale).slack.suggested;

  it("is understood when it is pressed", async () => {
    expect(await asked(message(prompts.summarize.message))).toEqual(["summarize", {}]);
    expect(await asked(message(prompts.find.message))).toEqual(["find", { words: "" }]);
    expect(await asked(message(prompts.help.message))).toEqual(["help", {}]);
    expect(await asked(message(prompts.privacy.message))).toEqual(["privacy", {}]);
  });

  it("is about the video that is known there", async () => {
    const question = prompts.summarize.message;
    expect(await asked(message(question), true)).toEqual(["ask", { question }]);
  });
});

it.each(["summarise this", "Summarize.", "总结一下。"])(
  "%s asks for a video where there is none",
  async (text) => {
    expect(await asked(message(text))).toEqual(["summarize", {}]);
    expect(await asked(message(text, { isDirect: false, mentioned: true }))).toEqual(["summarize", {}]);
    expect(await asked(message(text, { isDirect: false }))).toEqual([undefined, undefined]);
  },
);
