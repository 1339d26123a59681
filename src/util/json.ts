import { z } from "zod";

/** First step of a schema for text of JSON, as in `Json.pipe(schema)`: other text fails as a value of the wrong form does. */
export const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("not JSON");
    return z.NEVER;
  }
});
