/**
 * The languages that Cuepoint speaks. A new one is a folder like `en` and a line here: its tag (BCP 47) is the name by which
 * all else knows it.
 */
export { catalogue as en } from "./en/index.ts";
export { catalogue as "zh-Hans" } from "./zh-Hans/index.ts";
