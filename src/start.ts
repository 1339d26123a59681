import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// A module of its own before the program: what is loaded earlier is compiled anew each time, which takes longer than most
// commands. Where the folder cannot be written to, Node does without.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
await import("./main.ts");
