const LONGEST_NAME = 80;

export interface FileNames {
  /** `wanted` in letters that Discord keeps in an "attachment://" address, and as no other file is named. */
  give(wanted: string): string;
}

export function createFileNames(): FileNames {
  const given = new Set<string>();
  return {
    give(wanted) {
      const name = wanted.replace(/[^A-Za-z0-9._-]+/g, "-").slice(-LONGEST_NAME) || "file";
      let unique = name;
      for (let copy = 2; given.has(unique); copy += 1) unique = `${copy}-${name}`;
      given.add(unique);
      return unique;
    },
  };
}
