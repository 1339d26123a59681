import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { inEmbeds } from "../../../../adapters/discord/render/in-embeds.ts";
import { drawLayout } from "../../../../adapters/discord/render/layout.ts";
import { drawMessage } from "../../../../adapters/discord/render/message.ts";
import { card, gallery, picture, summary, text } from "./samples.ts";

describe("a summary in brief", () => {
  const brief = {
    cards: [],
    strip: picture("overview.jpg"),
    lines: ["0:00 Theme 1 – Body 1.", "1:00 Theme 2"],
  };
  const report = { name: "report.html", mediaType: "text/html", data: Buffer.alloc(1) };
  const actions = [{ id: "details", label: "Details", value: "k" }];

  it("is one message: its words, a line for each card, one picture, the report and the buttons, and no card", () => {
    const parts = drawMessage(summary([card(1), card(2), card(3)], { brief, files: [report], actions }));
    expect(parts).toHaveLength(1);
    expect(drawLayout(parts[0])).toEqual([
      text("## Title\nWhat happens.\n\n0:00 Theme 1 – Body 1.\n1:00 Theme 2"),
      gallery("overview.jpg"),
      text("-# Looked."),
      { type: 13, file: { url: "attachment://report.html" } },
      ...parts[0].rows,
    ]);
    const older = inEmbeds(parts[0]);
    expect(older).toHaveLength(1);
    expect(older[0].content).toMatch(/^## Title\nWhat happens\.\n\n0:00 (?:.|\n)*\n-# Looked\.$/);
    expect(older[0].files.map(({ name, alt }) => [name, alt])).toEqual([
      ["overview.jpg", "A rabbit"],
      ["report.html", undefined],
    ]);
    expect(older[0].rows).toEqual(parts[0].rows);
  });

  it("has each line in a row where there are many", () => {
    const lines = Array.from({ length: 8 }, (_, at) => `${at}:00 Theme – ${"and so on ".repeat(12)}`);
    const [{ content }] = drawMessage(summary([card(1)], { brief: { ...brief, lines } }));
    const shown = content.split("\n").slice(2);
    expect(shown).toHaveLength(8);
    for (const line of shown) expect(line).toMatch(/^\d:00 Theme – .{40,60} (?:and|so|on)…$/);
  });

  it("counts Chinese characters as two columns, so that their lines are rows too", () => {
    const lines = Array.from(
      { length: 8 },
      (_, at) => `${at}:00 ${"主题".repeat(at + 2)} – ${"一只兔子走过草地".repeat(8)}`,
    );
    const [{ content }] = drawMessage(summary([card(1)], { brief: { ...brief, lines } }));
    const shown = content.split("\n").slice(2);
    expect(shown).toHaveLength(8);
    for (const line of shown) {
      expect(line).toMatch(/^\d:00 (?:主题)+ – [^–…]{9,}…$/);
      expect(stringWidth(line)).toBeLessThanOrEqual(72);
    }
  });

  it("is covered as the video was", () => {
    const parts = drawMessage(summary([card(1)], { brief, isSpoiler: true }));
    expect(parts).toHaveLength(1);
    expect(drawLayout(parts[0])).toEqual([
      text("||Title\nWhat happens.\n\n0:00 Theme 1 – Body 1.\n1:00 Theme 2||"),
      gallery("SPOILER_overview.jpg", { spoiler: true }),
      text("-# Looked."),
    ]);
  });
});
