const PREFIX = "SPOILER_";

/** Discord covers a file with such a name until a reader clicks it. */
export function isSpoilerName(name: string): boolean {
  return name.startsWith(PREFIX);
}

export function spoilerName(name: string): string {
  return isSpoilerName(name) ? name : `${PREFIX}${name}`;
}
