import type { FigureName } from "../figures.ts";
import { rounded } from "../run/show.ts";

/** "eventsFound" as "Events found". */
export function figureTitle(name: FigureName): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** With its sign, as of a difference. */
export function differenceText(value: number): string {
  const text = rounded(Math.abs(value));
  if (Number(text) === 0) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}

/** "1 video", "2 videos". */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
