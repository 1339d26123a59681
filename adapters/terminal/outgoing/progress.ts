import ora from "ora";
import stringWidth from "string-width";
import { progressBar } from "../../../src/chat/delivery/progress-bar.ts";
import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import type { Progress, ProgressStep } from "../../../src/chat/message.ts";
import { minutesOfParts, progressLine } from "../../../src/chat/progress.ts";
import type { OutputStream } from "./stream.ts";

/** Shows how far one video is. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Ends the step that is running: as done, or without a trace where it failed. */
  end(isDone: boolean): void;
  /** Takes the step that is running off the screen until it is shown again: something is said in between. */
  pause(): void;
}

/** How a step's beginning, its course and its end are shown. */
interface StepLines {
  begin(progress: Progress): void;
  advance(progress: Progress): void;
  finish(step: ProgressStep): void;
  abandon(): void;
}

export function createProgressDisplay(
  stream: OutputStream,
  catalogue: Catalogue,
  isLive: boolean,
): ProgressDisplay {
  const lines = isLive ? liveLines(stream, catalogue) : plainLines(stream, catalogue);
  const finished = new Set<ProgressStep>();
  let running: ProgressStep | null = null;
  let paused: ProgressStep | null = null;
  const end = (isDone: boolean) => {
    if (running === null) return;
    finished.add(running);
    if (isDone) lines.finish(running);
    else lines.abandon();
    running = null;
  };
  return {
    end,
    pause() {
      if (running === null) return;
      lines.abandon();
      paused = running;
      running = null;
    },
    show(progress) {
      const { step, done } = progress;
      // The next step has shown this one's end already.
      if (done && finished.has(step)) return;
      // A step's end can be lost between edits; the beginning of the next one implies it.
      if (running !== step) {
        end(true);
        // Its beginning has been seen.
        if (!done || paused !== step) lines.begin(progress);
        running = step;
        paused = null;
      }
      if (done) end(true);
      else lines.advance(progress);
    },
  };
}

/** It is told only where it takes long, and is of no interest once the answer is there. */
const isPassing = (step: ProgressStep) => step === "answer";

/** For pipes and logs: a line when a step begins and one when it ends. What is there does not depend on how fast a machine is. */
function plainLines(stream: OutputStream, catalogue: Catalogue): StepLines {
  const write = (step: ProgressStep, line: string) => {
    if (!isPassing(step)) stream.write(`${line}\n`);
  };
  return {
    begin: (progress) => write(progress.step, lineOf(progress, catalogue)),
    advance: () => {},
    finish: (step) => write(step, catalogue.progress[step].done),
    abandon: () => {},
  };
}

/** For a person: one line that moves, with a bar where the amount is known, and a tick in the end. */
function liveLines(stream: OutputStream, catalogue: Catalogue): StepLines {
  // Standard input stays alone: reading it raw would keep Ctrl-C from being a signal.
  const spinner = ora({ stream, isEnabled: true, discardStdin: false });
  const text = (progress: Progress) =>
    withBar(lineOf(progress, catalogue), progress.fraction, stream.columns);
  return {
    begin: (progress) => void spinner.start(text(progress)),
    advance: (progress) => {
      spinner.text = text(progress);
    },
    finish: (step) =>
      void (isPassing(step) ? spinner.stop() : spinner.succeed(catalogue.progress[step].done)),
    abandon: () => void spinner.stop(),
  };
}

/** With the time left, where parts tell it. */
function lineOf(progress: Progress, catalogue: Catalogue): string {
  const line = progressLine(progress, catalogue);
  const minutes = minutesOfParts(progress);
  return minutes === null ? line : catalogue.jobs.withEta(line, minutes);
}

const BAR_WIDTH = 24;
/** The spinner and its space before the text, and one column that stays free so that no line breaks. */
const SPINNER_ROOM = 3;

export function withBar(text: string, fraction: number | undefined, columns = 80): string {
  if (fraction === undefined) return text;
  const share = Math.min(1, Math.max(0, fraction));
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const line = `${text} ${progressBar(share, BAR_WIDTH, ["━", "┈"])} ${percent}`;
  return stringWidth(line) + SPINNER_ROOM <= columns ? line : `${text} ${percent}`;
}
