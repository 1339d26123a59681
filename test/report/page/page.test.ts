import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { storyboard, summary } from "../../fixtures/summary.ts";
import { pageOf } from "../report-of.ts";

describe("renderPage", () => {
  it("says everything a summary holds", () => {
    const page = pageOf(summary());
    for (const { theme, description, significance } of summary().segments) {
      expect(page).toContain(theme);
      expect(page).toContain(description);
      expect(page).toContain(significance);
    }
    expect(page).toContain("A rabbit’s quiet morning");
    expect(page).toContain("Still at 0:12.5");
    expect(page).toContain("0:42 – 1:40");
    expect(page).toContain(
      "Based on 96 frames from 0:00–3:00, at most 2.5 s apart. Sound not used: no speech server is connected.",
    );
    expect(page).toContain("Qwen/Qwen3-VL-2B-Instruct");
  });

  it("holds its pictures and loads nothing", () => {
    const page = pageOf(summary());
    expect(page.match(/<img src="data:image\/jpeg;base64,/g)).toHaveLength(3);
    expect(page).not.toMatch(/(?:src|href)="(?!data:|#)|url\(|@import|<script/);
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<style>"));
    expect(page).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
  });

  it("shows hostile words as words", () => {
    const hostile = `</title></style><script>alert(1)</script><img src=x onerror=alert(1)>" onload='x`;
    const page = pageOf(
      summary({
        title: hostile,
        overview: hostile,
        language: hostile,
        model: hostile,
        promptVersion: hostile,
        video: { ...summary().video, name: hostile, sha256: hostile },
        segments: summary().segments.map((segment) => ({
          ...segment,
          theme: hostile,
          description: hostile,
          significance: hostile,
        })),
      }),
    );
    expect(page).not.toMatch(/<script|<img src=x|" onload/);
    expect(page.match(/<\/title>/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });

  it("marks the languages of the page and of the model's words", () => {
    const page = pageOf(summary({ language: "de" }), { catalogue: catalogueFor("zh-CN") });
    expect(page).toContain('<html lang="zh-Hans">');
    expect(page).toContain('<h1 lang="de" dir="auto">');
    expect(page).toContain("为何重要");
  });

  it("says above a storyboard's pictures that no model has looked at them, and claims nothing else", () => {
    const page = pageOf(storyboard());
    const notice = page.indexOf("nothing has interpreted them");
    expect(notice).toBeGreaterThan(0);
    expect(notice).toBeLessThan(page.indexOf("<img"));
    expect(page).toContain("Keyframe 3 of 3");
    expect(page).toContain("Still at 0:12.5 (no description).");
    expect(page).toContain("Keyframes of talk.mp4");
    expect(page).not.toContain("Why it matters");
  });

  it("ends with what a reader must know of the run", () => {
    const page = pageOf(
      summary({
        warnings: [
          { kind: "damaged", readUntil: 95 },
          { kind: "frames-halved", from: 96, to: 48 },
        ],
      }),
    );
    expect(page).toContain("could read it only up to 1:35");
    expect(page).toContain("It saw 48");
    expect(page).not.toContain('class="notice"');
  });
});
