import { anchor } from "../clips/recipes.ts";
import { makeClip } from "../clips/store.ts";
import { measureStills } from "../measure/stills.ts";
import { type BenchRow, target } from "./row.ts";

/** Eight stills of the film in full size, against bare ffmpeg that seeks to the same eight times one after another. */
export const stillsRow: BenchRow = {
  name: "stills",
  async measure({ quick, say }) {
    const clip = await makeClip(anchor(quick ? 60 : 600), say);
    const facts = await measureStills(clip, quick ? 1 : 5);
    const { stills, bare, ours, ratio, worstError } = facts;
    return {
      text:
        `${stills} stills in full size: ${Math.round(ours / stills)} ms each, ${ratio.toFixed(2)} of bare ffmpeg's ` +
        `${Math.round(bare / stills)} ms; off by ${(worstError * 1_000).toFixed(1)} ms at most`,
      numbers: facts,
      targets: [
        target("eight stills, bare ffmpeg = 1", { most: 1.2, reached: ratio }),
        target("stills off by, ms", { most: 0, reached: worstError * 1_000 }),
      ],
    };
  },
};
