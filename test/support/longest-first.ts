import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Where tests wait longest for other programs, and then where they start most of them. */
const LONG = ["test/e2e/", "test/jobs/crash/"];

/** Begins with the files that take longest, so that the end of a run does not wait for one of them alone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

/** Files that share a process come last: they are short, and fill what the others leave free. */
function rankOf({ moduleId, project }: TestSpecification): number {
  const long = LONG.findIndex((folder) => moduleId.includes(folder));
  if (long >= 0) return long;
  return project.config.isolate ? LONG.length : LONG.length + 1;
}
