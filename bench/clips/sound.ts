import { existsSync, mkdirSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NO_VOICE } from "../../test/fixtures/sounds.ts";
import { runProgram } from "../measure/run-program.ts";

const SENTENCES = [
  "The quarterly budget will be decided on Friday, after everyone has read the report.",
  "I think that the numbers of last year were better, and I would like to know why.",
  "Let us look at the next page, where the plan for the summer is shown.",
];
const PICTURE = ["-f", "lavfi", "-i", "color=gray:s=320x180:r=5"];
const ENCODE = ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-shortest"];

/** Three sentences and a pause, over and over. Throws where there is no voice. */
export async function talk(seconds: number): Promise<string> {
  if (NO_VOICE !== null) throw new Error(NO_VOICE);
  return made(`talk-${seconds}.mp4`, async (path) => {
    const voice = `${path}.wav`;
    await run("espeak-ng", ["-v", "en", "-s", "150", "-w", voice, SENTENCES.join(" ")]);
    const padded = `${path}.padded.wav`;
    await ffmpeg(["-i", voice, "-af", "apad=pad_dur=2", padded]);
    await ffmpeg([
      ...[
        "-stream_loop",
        "-1",
        "-i",
        padded,
        ...PICTURE,
        "-map",
        "1:v",
        "-map",
        "0:a",
        "-t",
        String(seconds),
      ],
      ...[...ENCODE, path],
    ]);
  });
}

const DRUMS = "exp(-20*mod(t,0.5))*sin(377*t)+0.5*exp(-40*mod(t+0.25,0.5))*(random(0)*2-1)";
const NOTES = "0.2*exp(-7*mod(t,0.4))*(sin(1382*t)+sin(1742*t)/2+sin(2764*t)/3)";
/** Ten of a minute each, in which no one speaks. */
const SPEECHLESS = [
  ...["pink", "white", "brown"].map((color) => `anoisesrc=c=${color}:a=0.3`),
  "anoisesrc=c=pink:a=0.5,tremolo=f=0.3:d=0.9",
  "anoisesrc=c=brown:a=0.8,tremolo=f=0.11:d=0.9",
  "anullsrc",
  `aevalsrc='${NOTES}'`,
  `aevalsrc='${DRUMS}'`,
  `aevalsrc='${NOTES}+0.5*(${DRUMS})'`,
  "sine=f=330,vibrato=f=6:d=0.5,tremolo=f=1.5:d=0.9",
];

/** Ten minutes of music, noise, wind and silence. */
export function speechless(): Promise<string> {
  return made("speechless.mp4", async (path) => {
    const sources = SPEECHLESS.map(
      (source, i) => `${source},atrim=duration=60,aresample=48000,aformat=channel_layouts=mono[s${i}]`,
    );
    const labels = SPEECHLESS.map((_, i) => `[s${i}]`).join("");
    const graph = `${sources.join(";")};${labels}concat=n=${SPEECHLESS.length}:v=0:a=1[sound]`;
    await ffmpeg([
      ...[
        ...PICTURE,
        "-filter_complex",
        graph,
        "-map",
        "0:v",
        "-map",
        "[sound]",
        "-t",
        "600",
        ...ENCODE,
        path,
      ],
    ]);
  });
}

/** Made at the first call and found again at the next. */
async function made(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const folder = join(tmpdir(), "cuepoint-bench");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  if (existsSync(path)) return path;
  await make(join(folder, `part-${name}`));
  renameSync(join(folder, `part-${name}`), path);
  return path;
}

const ffmpeg = (args: readonly string[]) => run("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args]);

async function run(program: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await runProgram(program, args);
  if (code !== 0) throw new Error(`${program} failed: ${stderr}`);
}
