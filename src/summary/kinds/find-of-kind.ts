import { withoutModel } from "../warnings.ts";
import { joinActivity } from "./camera/stretches.ts";
import { camera } from "./camera.ts";
import type { Activity, FindingFacts, KindChoice, KindName } from "./finding.ts";
import type { Found, Kind, KindDeps, KindMaterial } from "./kind.ts";
import { lecture } from "./lecture.ts";
import { meeting } from "./meeting.ts";
import { screen } from "./screen.ts";
import { withStillNames } from "./still-names.ts";

const ALL: readonly Kind[] = [meeting, lecture, screen, camera];

/** Undefined for the general one, which finds nothing of its own. */
export function kindNamed(name: KindName): Kind | undefined {
  return ALL.find((kind) => kind.name === name);
}

interface FoundOfKind extends Partial<Omit<Found, "isUnfinished">> {
  readonly kind?: KindChoice;
}

/** What a kind adds to a summary. That it could not be looked for is said, and costs the summary nothing. */
export async function findOfKind(
  deps: KindDeps,
  choice: KindChoice,
  material: KindMaterial,
  signal: AbortSignal,
): Promise<FoundOfKind> {
  const kind = kindNamed(choice.name);
  if (!kind) return {};
  try {
    const { isUnfinished, findings, ...found } = await kind.find(deps, material, signal);
    const chosen = isUnfinished ? { ...choice, isUnfinished } : choice;
    return { kind: chosen, ...found, findings: withStillNames(findings) };
  } catch (error) {
    signal.throwIfAborted();
    withoutModel(error);
    deps.logger.warn({ err: error, kind: choice.name }, "what the kind finds could not be asked for");
    return { kind: { ...choice, isUnfinished: true }, findings: [] };
  }
}

interface OfKind<F> {
  readonly kind?: KindChoice;
  readonly findings?: readonly F[];
  readonly activity?: Activity;
}

/** The parts' findings as those of a long video. */
export function joinFindings<F extends FindingFacts>(parts: readonly OfKind<F>[]): OfKind<F> {
  const first = parts.find(({ kind }) => kind)?.kind;
  const kind = first && kindNamed(first.name);
  if (!first || !kind) return {};
  const isUnfinished = parts.some((part) => !part.kind || part.kind.isUnfinished);
  const activity = joinActivity(parts.flatMap((part) => part.activity ?? []));
  return {
    kind: { ...first, ...(isUnfinished && { isUnfinished: true }) },
    findings: withStillNames(kind.join(parts.flatMap(({ findings = [] }) => findings))),
    ...(activity && { activity }),
  };
}
