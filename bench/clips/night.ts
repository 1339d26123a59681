import { existsSync, mkdirSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../measure/run-program.ts";
import type { Span } from "./truth.ts";

export interface NightRecipe {
  readonly seconds: number;
  readonly fps: number;
  /** Seconds from one I-frame to the next; cameras on walls have short ones, other recorders ten and more. */
  readonly group: number;
  /** When a person walks through the picture; absent: nothing ever happens. */
  readonly person?: Span;
}

const SIZE = { width: 1280, height: 720 };

/** A yard at night as a camera on the wall sees it: a dark picture, and noise that is new in each frame. */
export async function makeNight(
  { seconds, fps, group, person }: NightRecipe,
  say: (line: string) => void,
): Promise<string> {
  const folder = join(tmpdir(), "cuepoint-bench");
  mkdirSync(folder, { recursive: true });
  const name = `night-${seconds}s-${fps}fps-g${group}-${person ? `person-${person.start}` : "empty"}`;
  const path = join(folder, `${name}.mp4`);
  if (existsSync(path)) return path;
  say(`making ${name} once`);
  const part = join(folder, `${name}.part.mp4`);
  const { width, height } = SIZE;
  const yard = `gradients=s=${width}x${height}:r=${fps}:d=${seconds}:c0=0x0c0f12:c1=0x3a3e42:x0=0:y0=0:x1=${width}:y1=${height}:speed=0.00001`;
  const wall = `drawbox=x=${width * 0.62}:y=${height * 0.2}:w=${width * 0.3}:h=${height * 0.5}:color=0x24282c:t=fill`;
  const filters = [
    ...[yard, "format=yuv420p", wall],
    ...(person ? [walker(person)] : []),
    "noise=alls=14:allf=t+u",
  ];
  const run = await runProgram("ffmpeg", [
    ...["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", filters.join(",")],
    ...["-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-g", String(group * fps), part],
  ]);
  if (run.code !== 0) throw new Error(`ffmpeg could not make ${name}: ${run.stderr}`);
  renameSync(part, path);
  return path;
}

/** A body and a head, a third of the picture's height, a little brighter than the yard, from left to right. */
function walker({ start, end }: Span): string {
  const { width, height } = SIZE;
  const x = `${width * 0.1}+${width * 0.5}*(t-${start})/${end - start}`;
  const box = (left: string, top: number, w: number, h: number) =>
    `drawbox=x='${left}':y=${top}:w=${w}:h=${h}:color=0x6a6e70:t=fill:enable='between(t,${start},${end})'`;
  const tall = height / 3;
  return [
    box(x, height * 0.5, Math.round(tall * 0.35), Math.round(tall * 0.78)),
    box(
      `${x}+${Math.round(tall * 0.09)}`,
      height * 0.5 - tall * 0.2,
      Math.round(tall * 0.17),
      Math.round(tall * 0.2),
    ),
  ].join(",");
}
