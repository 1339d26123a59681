import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { filmOf } from "../../../src/report/page/filmstrip.ts";
import { longSummary } from "../../fixtures/long-summary.ts";
import { still } from "../../fixtures/summary.ts";
import { pageOf } from "../report-of.ts";

const lecture = longSummary({ isHeard: true });
const page = pageOf(lecture);

/** From the element with this id to the next heading of its level. */
const between = (from: string, to: string) => page.slice(page.indexOf(from), page.indexOf(to));

describe("the report of a long video", () => {
  it("says everything of all segments and parts, not only of what a message shows", () => {
    expect(page.match(/<section class="segment"/g)).toHaveLength(108);
    for (const { theme } of lecture.segments) expect(page).toContain(theme);
    for (const { title, overview } of lecture.parts) {
      expect(page).toContain(title);
      expect(page).toContain(overview);
    }
    expect(page).toContain("Based on 2,304 frames from 0:00–3:00:00");
  });

  it("begins with its contents: every chapter with its time, the parts, what was said, how it was made", () => {
    const contents = between('id="contents"', 'id="chapter-1"');
    expect(contents).toContain('<a href="#chapter-1"><span class="when">0:00</span>');
    expect(contents).toContain(
      '<a href="#chapter-12"><span class="when">2:45:00</span> <span class="name"><bdi lang="en">Topic 12 of the lecture</bdi></span></a>',
    );
    for (const id of ["parts", "transcript", "about"]) expect(contents).toContain(`<a href="#${id}">`);
  });

  it("leads to nothing that is not there", () => {
    const there = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const wanted = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(wanted.length).toBeGreaterThan(2000);
    expect(wanted.filter((id) => !there.has(id))).toEqual([]);
  });

  it("shows the chapters in proportion over the whole length, with a mark for each still", () => {
    const strip = between('<ol class="strip">', '<div class="ticks"');
    expect(strip.match(/<li /g)).toHaveLength(12);
    expect(strip.match(/class="tick"/g)).toHaveLength(108);
    expect(strip).toContain('href="#chapter-2" aria-label="2. Go to 15:00 – 30:00, Topic 2 of the lecture"');
    // The first still at 40 s of 900.
    expect(strip).toContain('<span class="tick" style="left:4.444%">');
  });

  it("has what was said by chapter, each line once and leading to its segment", () => {
    const said = page.slice(page.indexOf('id="transcript"'));
    expect(said.match(/<section id="said-\d+"/g)).toHaveLength(12);
    expect(said.match(/<li>/g)).toHaveLength(2160);
    expect(said).toContain('<a class="when" href="#segment-108">2:59:55</a> Line 2160,');
    expect(between('id="chapter-12"', 'id="parts"')).toContain(
      '<a href="#said-12">What was said in this chapter</a>',
    );
    expect(pageOf(longSummary())).not.toContain("What was said");
  });

  it("shows small pictures over the whole length where there are some", () => {
    expect(page).not.toContain('class="film"');
    const positions = filmOf(lecture);
    expect(positions).toHaveLength(12);
    expect(positions[0]).toBe(4);
    expect(positions.at(-1)).toBe(103);
    const film = new Map(positions.map((position) => [position, still(0)]));
    const shown = pageOf(lecture, { film });
    expect(shown).toContain('<a href="#segment-5" aria-label="Go to 6:40 – 8:20, Slide 5 is explained"');
    expect(shown).toContain("<span>7:20</span>");
  });

  it("shows hostile words as words", () => {
    const hostile = `</h2></style><script>alert(1)</script><img src=x onerror=alert(1)>" onclick='x`;
    const shown = pageOf({
      ...lecture,
      chapters: lecture.chapters.map((chapter) => ({ ...chapter, title: hostile })),
      parts: lecture.parts.map((part) => ({ ...part, title: hostile, overview: hostile })),
      cues: lecture.cues.map((cue) => ({ ...cue, text: hostile, speaker: hostile })),
    });
    expect(shown).not.toMatch(/<script|<img src=x|" onclick/);
    expect(shown.match(/<\/style>/g)).toHaveLength(1);
  });

  it("is in Chinese around the words of the model", () => {
    const chinese = pageOf(lecture, { catalogue: catalogueFor("zh-CN") });
    expect(chinese).toContain("目录</h2>");
    expect(chinese).toContain('lang="en" dir="auto">Topic 1 of the lecture</h2>');
  });
});
