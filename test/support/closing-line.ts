import type { Reporter, SerializedError, TestModule } from "vitest/node";
import { reasonIn } from "./unless.ts";

/**
 * Ends every run with one plain line, "12 passed, 0 failed, 1 skipped", for programs that read the log; before it
 * comes why tests were skipped. A file that could not be loaded, a failed hook and an error outside any test count as
 * one failure each.
 */
export class ClosingLine implements Reporter {
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.#write = write;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const reasons = new Map<string, number>();
    for (const module of modules) {
      const suites = [module, ...module.children.allSuites()];
      counts.failed += suites.filter((suite) => suite.errors().length > 0).length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "pending") continue;
        counts[state]++;
        const reason = reasonIn(test.fullName);
        if (state === "skipped") reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
    }
    for (const [reason, count] of reasons) this.#write(`${count} skipped: ${reason}\n`);
    this.#write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}
