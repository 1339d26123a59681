/** The first release of each maintained line that has the fix of CVE-2026-8461 (MagicYUV heap write). */
const FLOORS = [
  [7, 1, 5],
  [8, 0, 3],
  [8, 1, 2],
];

/**
 * True for a version that is known to lack the latest security fixes. Development builds ("N-71064-gd5e603ddc0")
 * do not tell their age, so they pass.
 *
 * @param {string} version
 */
export function isBelowFloor(version) {
  const match = /^n?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
  if (!match) return false;
  const [major = 0, minor = 0, patch = 0] = match.slice(1).map((part) => Number(part ?? 0));
  // Debian 12 carries the fixes back into 5.1, which is no longer maintained upstream.
  if (major === 5 && minor === 1) return !/deb\d+u\d+/.test(version);
  const floor = FLOORS.find((line) => line[0] === major && line[1] === minor);
  if (floor) return patch < (floor[2] ?? 0);
  return major < 8 || (major === 8 && minor < 1);
}
