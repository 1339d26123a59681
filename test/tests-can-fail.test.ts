import { readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";
import { temporaryFolder } from "./support/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Three expectations that always hold, then three that may fail. */
const SAMPLE = `declare const text: string, list: readonly string[], anything: unknown, maybe: string | null | undefined;
expect(anything !== undefined && "length" in list).toBeDefined();
expect(text.length).not.toBeUndefined();
expect(text).not.toBeNull();
expect(list[0]).toBeDefined();
expect(maybe).not.toBeNull();
expect(anything).not.toBeNull();
`;

/** What each of these matchers can find at all: without a value of this kind in its type, what it expects always holds. */
const FINDS = new Map([
  ["toBeDefined", ts.TypeFlags.Undefined],
  ["not.toBeUndefined", ts.TypeFlags.Undefined],
  ["not.toBeNull", ts.TypeFlags.Null],
]);
const ANYTHING = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter;

/** "file:line" of each expectation that the types of its value already promise. */
function vainExpectations(files: readonly string[]): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return source
      ? callsIn(source)
          .filter((call) => isVain(call, checker))
          .map((call) => placeOf(call, source))
      : [];
  });
}

function isVain(call: ts.CallExpression, checker: ts.TypeChecker): boolean {
  const { value, matcher } = expectationOf(call) ?? {};
  const findable = FINDS.get(matcher ?? "");
  if (!value || findable === undefined) return false;
  const type = checker.getTypeAtLocation(value);
  const kinds = (type.isUnion() ? type.types : [type]).reduce((flags, one) => flags | one.flags, 0);
  return (kinds & (findable | ANYTHING)) === 0;
}

/** Of `expect(value).not.toBeNull()`: the value, and "not.toBeNull". */
function expectationOf(call: ts.CallExpression): { value: ts.Expression; matcher: string } | null {
  const names: string[] = [];
  let at: ts.Expression = call.expression;
  for (; ts.isPropertyAccessExpression(at); at = at.expression) names.unshift(at.name.text);
  if (!ts.isCallExpression(at) || at.expression.getText() !== "expect") return null;
  const [value] = at.arguments;
  return value ? { value, matcher: names.join(".") } : null;
}

function callsIn(source: ts.SourceFile): ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

function placeOf(node: ts.Node, source: ts.SourceFile): string {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return `${relative(ROOT, source.fileName)}:${line + 1}`;
}

it("finds what cannot be undefined, and cannot be null", () => {
  const folder = temporaryFolder();
  const sample = join(folder, "sample.ts");
  writeFileSync(sample, SAMPLE);
  expect(vainExpectations([sample]).map((place) => place.split(":")[1])).toEqual(["2", "3", "4"]);
});

it("no test expects what the types of its value promise already", () => {
  const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith("fixtures/architecture/"))
    .map((name) => join(ROOT, "test", name));
  expect(vainExpectations(files)).toEqual([]);
}, 120_000);
