import type { OutgoingFile } from "../../../chat/message.ts";
import type { Summary } from "../../summary.ts";

/** A lecture's slides as pictures to keep: "00h03m20s-what-entropy-means.jpg" sorts in the order of the talk. */
export function slideFiles({ findings = [] }: Pick<Summary, "findings">): OutgoingFile[] {
  const names = new Set<string>();
  return findings.flatMap(({ type, text, start, still }) => {
    if (type !== "slide" || !still) return [];
    const base = [clock(start), words(text)].filter((part) => part !== "").join("-");
    let name = base;
    for (let count = 2; names.has(name); count++) name = `${base}-${count}`;
    names.add(name);
    return [{ name: `${name}.jpg`, mediaType: "image/jpeg", data: still.jpeg, alt: text }];
  });
}

function clock(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${two(seconds / 3600)}h${two((seconds / 60) % 60)}m${two(seconds % 60)}s`;
}

/** Characters; some disks take names of 255 bytes, and some letters have three. */
const LONGEST = 60;

/** Letters and digits of any script. */
function words(title: string): string {
  const found = title
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return [...(found ?? []).join("-")].slice(0, LONGEST).join("").replace(/-+$/, "");
}
