import type { SeenFrame, SeenRequest } from "./seen-request.ts";

type LabelledFrame = SeenFrame & { readonly label: string };

/** The number of a page that cannot be found. */
const MISSING = 404;

/** A step for each new color, with the number that can be read then; the number 404 is an error. */
export function stepsBrain({ frames }: SeenRequest): string {
  const labelled = frames.filter((frame): frame is LabelledFrame => frame.label !== null);
  const steps = labelled.filter(({ colour }, i) => colour !== labelled[i - 1]?.colour);
  const errors = labelled.filter(({ mark }, i) => mark === MISSING && labelled[i - 1]?.mark !== MISSING);
  return JSON.stringify({
    steps: steps.map(({ label, colour, mark }) => ({
      frame: label,
      text: `Opens the ${colour} page.`,
      read: mark === null || mark === MISSING ? "" : `Page ${mark}`,
    })),
    errors: errors.map(({ label }) => ({
      ...{ frame: label, text: "The page cannot be found.", read: `Error ${MISSING}` },
    })),
  });
}
