/** The fields of a request that say how the answer should look. */
export interface RequestForm {
  readonly response_format: "diarized_json" | "verbose_json" | "json";
  readonly timestamp_granularities?: ["segment"];
  readonly chunking_strategy?: "auto";
  /** Releases of speaches leave silence out only where this is asked; others ignore a field that they do not know. */
  readonly vad_filter?: "true";
}

const SPEAKERS: RequestForm = { response_format: "diarized_json", chunking_strategy: "auto" };
const LINES: RequestForm = { response_format: "verbose_json", timestamp_granularities: ["segment"] };

/** From the one that says most to the one that every server has. */
export function formsFor(model: string): readonly RequestForm[] {
  const common: RequestForm[] = [{ ...LINES, vad_filter: "true" }, LINES, { response_format: "json" }];
  return /diari[sz]/i.test(model) ? [SPEAKERS, ...common] : common;
}
