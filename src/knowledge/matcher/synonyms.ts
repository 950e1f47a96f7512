import type { Stem } from '../stem';
import { words } from '../text';

/** Names of the groups of synonyms that stand in a row of stems, each as often as it is hit. */
export type SynonymFinder = (stems: readonly string[]) => string[];

/** Compiles groups of synonyms (name → words or phrases) of one language; words are compared by their stems. */
export function createSynonymFinder(
  groups: Readonly<Record<string, readonly string[]>>,
  stem: Stem,
): SynonymFinder {
  const byFirst = new Map<string, { name: string; rest: string[] }[]>();
  for (const [name, members] of Object.entries(groups)) {
    for (const member of members) {
      const [first, ...rest] = words(member).map(stem);
      if (first === undefined) continue;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { name, rest }]);
    }
  }
  return (stems) =>
    stems.flatMap((current, at) =>
      (byFirst.get(current) ?? [])
        .filter(({ rest }) => rest.every((other, offset) => stems[at + 1 + offset] === other))
        .map(({ name }) => name),
    );
}
