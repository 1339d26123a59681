import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startSpeechServer } from "../../test/fakes/speech-server/speech-server.ts";
import { makeSoundClip } from "../../test/fixtures/sound-clip.ts";
import { speechless, talk } from "../clips/sound.ts";
import { hear, holdAgainst, type MarkFacts, SERVERS } from "../measure/heard-marks.ts";
import type { ListenFacts } from "../measure/listen-process.ts";
import { median, runProgram } from "../measure/run-program.ts";
import { table } from "../table.ts";
import { type BenchRow, type Target, target } from "./row.ts";

const LISTENER = fileURLToPath(new URL("../measure/listen-process.ts", import.meta.url));
const DETECTIONS = ["silero", "loudness"] as const;
/** Talk with hardly a pause, so that pieces end in its midst, and a few words after a long one. */
const SPOKEN = [
  { start: 5, end: 70 },
  { start: 85, end: 88 },
];
const SECONDS = SPOKEN.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));

interface Heard extends MarkFacts {
  readonly server: string;
  /** Words in ten minutes of music and noise, by detection. */
  readonly words: Readonly<Record<string, number>>;
}

/** What listening to an hour costs, what is heard of marks whose times are known, and what is made up where no one speaks. */
export const soundRow: BenchRow = {
  name: "sound",
  async measure({ quick, say }) {
    const seconds = quick ? 600 : 3_600;
    say(`listening to ${seconds / 60} minutes of talk`);
    const costs = await costsOf(seconds);
    const heard: Heard[] = [];
    for (const server of SERVERS) {
      say(`hearing with a server like ${server[0]}`);
      heard.push(await hearWith(server));
    }
    return {
      text: `${costText(costs, seconds)}\n\n${heardText(heard)}`,
      numbers: { costs, heard },
      targets: [...costs.flatMap((one) => costTargets(one, seconds)), ...heard.flatMap(heardTargets)],
    };
  },
};

interface Cost extends ListenFacts {
  readonly detection: string;
}

async function costsOf(seconds: number): Promise<Cost[]> {
  const path = await talk(seconds);
  const double = await startSpeechServer();
  const costs: Cost[] = [];
  for (const detection of DETECTIONS) {
    const run = await runProgram(process.execPath, [LISTENER, path, detection, double.url]);
    if (run.code !== 0) throw new Error(`listening by ${detection} failed: ${run.stderr}`);
    costs.push({ detection, ...(JSON.parse(run.stdout) as ListenFacts) });
  }
  await double.stop();
  return costs;
}

async function hearWith(server: (typeof SERVERS)[number]): Promise<Heard> {
  const folder = mkdtempSync(join(tmpdir(), "cuepoint-bench-"));
  const path = join(folder, "marks.mp4");
  try {
    await makeSoundClip(path, { seconds: 95, tracks: [{ from: 1.3, spoken: SPOKEN, under: "pink" }] });
    const marks = await hear(path, { server, detection: "loudness", wrong: "invented" });
    const words: Record<string, number> = {};
    for (const detection of DETECTIONS) {
      const told = await hear(await speechless(), { server, detection, wrong: "babbling" });
      words[detection] = told?.cues.length ?? 0;
    }
    return { server: server[0], ...holdAgainst(marks, SECONDS), words };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function costText(costs: readonly Cost[], seconds: number): string {
  const secondsOf = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  return table(
    [`${seconds / 60} minutes of talk`, "detection", "+MB", "all", "+MB", "pieces", "cancel, ms"],
    costs.map(({ detection, detectMs, detectMemory, wholeMs, wholeMemory, pieces, cancelMs }) => [
      ...[detection, secondsOf(detectMs), String(Math.round(detectMemory))],
      ...[secondsOf(wholeMs), String(Math.round(wholeMemory)), String(pieces)],
      cancelMs.map(Math.round).join(", "),
    ]),
  );
}

function costTargets(cost: Cost, seconds: number): Target[] {
  const name = (what: string) => `sound, ${cost.detection}: ${what}`;
  return [
    target(name("detection, the sound's length = 1"), {
      most: 0.1,
      reached: cost.detectMs / 1_000 / seconds,
    }),
    target(name("memory of detection over idle, MB"), { most: 60, reached: cost.detectMemory }),
    target(name("memory of all over idle, MB"), { most: 60, reached: cost.wholeMemory }),
    target(name("cancelled, ms"), { most: 1_000, reached: Math.max(...cost.cancelMs) }),
  ];
}

function heardText(heard: readonly Heard[]): string {
  return table(
    [
      "a server like",
      "lost",
      "invented",
      "time off p50",
      "max",
      ...DETECTIONS.map((one) => `made up, ${one}`),
    ],
    heard.map(({ server, lost, invented, errors, words }) => [
      ...[server, `${lost} of ${SECONDS.length}`, String(invented)],
      ...[`${median(errors).toFixed(2)} s`, `${Math.max(...errors).toFixed(2)} s`],
      ...DETECTIONS.map((one) => String(words[one])),
    ]),
  );
}

function heardTargets({ server, lost, invented, errors, words }: Heard): Target[] {
  const name = (what: string) => `sound, ${server}: ${what}`;
  return [
    target(name("words lost"), { most: 0, reached: lost }),
    // Text without times has those of the speech in its piece.
    ...(server === "llama.cpp"
      ? []
      : [target(name("lines off by, s"), { most: 0.5, reached: Math.max(...errors) })]),
    target(name("words made up"), { most: 0, reached: invented }),
    ...DETECTIONS.map((one) =>
      target(name(`words in 10 minutes of music and noise, ${one}`), { most: 0, reached: words[one] ?? 0 }),
    ),
  ];
}
