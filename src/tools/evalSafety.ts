import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBrain, type Brain } from '../brain';
import { levelRank, type Level } from '../knowledge/safety/levels';
import { PROJECT_ROOT } from '../projectRoot';
import { createAsker, describe, type Asker } from './ask';
import { evaluate } from './eval';
import { rewritesOf, type Surroundings } from './rewrites';
import { safetyMarkdown, safetyPage, type SafetyCard } from './safetyCard';
import { shareOf, type Scored, type Share } from './scoring';

/** Everything that the scorecard tells of one language. */
export async function scoreLanguage(language: string, brain: Brain): Promise<SafetyCard> {
  const { figures, rows } = await evaluate(language, brain, ['safety']);
  const safety = rows['safety'] ?? [];
  return {
    language,
    figures: figures['safety'] ?? {},
    rows: safety,
    rewrites: await scoreRewrites(language, safety, brain),
  };
}

/** Of the positives that reach their level: how many reach it in each way of writing them. */
export async function scoreRewrites(
  language: string,
  rows: readonly Scored[],
  brain: Brain,
): Promise<Record<string, Share>> {
  const file = join(PROJECT_ROOT, `tests/data/rewrites.${language}.json`);
  const surroundings = JSON.parse(readFileSync(file, 'utf8')) as Surroundings;
  const asker = createAsker(language, brain, { contacts: undefined, requireReview: false });
  const kept = new Map<string, boolean[]>();
  let conversation = 0;
  for (const { kind, text, given } of rows) {
    if (kind !== 'positive' || given.redFlag === null) continue;
    for (const { way, messages } of rewritesOf(text, surroundings)) {
      const level = await levelOf(asker, messages, `rewrite-${(conversation += 1)}`);
      const list = kept.get(way) ?? [];
      kept.set(way, [...list, levelRank(level) >= levelRank(given.redFlag.level)]);
    }
  }
  return Object.fromEntries([...kept].map(([way, all]) => [way, shareOf(all, (same) => same)]));
}

/** The highest level that a conversation reaches. */
async function levelOf(
  asker: Asker,
  messages: readonly string[],
  conversation: string,
): Promise<Level | undefined> {
  let highest: Level | undefined;
  for (const message of messages) {
    const { redFlag } = describe(message, await asker.ask(message, conversation));
    if (levelRank(redFlag?.level) > levelRank(highest)) highest = redFlag?.level;
  }
  return highest;
}

async function main(): Promise<void> {
  const brain = loadBrain();
  const cards: SafetyCard[] = [];
  for (const language of brain.library.languages.keys()) cards.push(await scoreLanguage(language, brain));
  const markdown = safetyMarkdown(cards);
  writeFileSync(join(PROJECT_ROOT, 'docs/safety-scorecard.md'), markdown);
  writeFileSync(join(PROJECT_ROOT, 'docs/safety-scorecard.html'), safetyPage(cards));
  process.stdout.write(`${markdown.split('\n## Misses')[0] ?? ''}\n`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'The evaluation failed.'}\n`);
    process.exitCode = 1;
  });
}
