import type { RunProgress } from "./run-tasks.ts";

/** In a terminal one line that changes; elsewhere a line for every tenth. */
export function createProgress(
  output: Pick<NodeJS.WriteStream, "isTTY" | "write">,
): (progress: RunProgress) => void {
  let tenth = -1;
  return ({ done, of, secondsLeft }) => {
    const left = secondsLeft === null || done === of ? "" : `, about ${timeText(secondsLeft)} left`;
    const text = `${done} of ${of} watched${left}`;
    if (output.isTTY) {
      output.write(`\r\u001b[K${text}${done === of ? "\n" : ""}`);
      return;
    }
    const now = Math.floor((10 * done) / Math.max(1, of));
    if (now > tenth) output.write(`${text}\n`);
    tenth = now;
  };
}

function timeText(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return seconds < 60 ? `${Math.ceil(seconds)} s` : `${minutes} min`;
}
