import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBrain, type Brain } from '../brain';
import { PROJECT_ROOT } from '../projectRoot';
import { createAsker, describe } from './ask';
import {
  readTable,
  scoreOther,
  scoreQuestions,
  scoreSafety,
  wilson,
  type Scored,
  type Share,
} from './scoring';

/** All figures of one language, by set and name. */
export type Figures = Record<string, Record<string, Share>>;

/** The figures that must not fall; `npm run eval -- --record` writes them. */
export const RECORD_FILE = join(PROJECT_ROOT, 'tests/data/recorded.json');

const SETS = { safety: scoreSafety, questions: scoreQuestions, other: scoreOther } as const;

/** Puts evaluation sets of one language through the whole bot, each message as a fresh conversation. */
export async function evaluate(
  language: string,
  brain: Brain,
  sets: readonly (keyof typeof SETS)[] = ['safety', 'questions', 'other'],
): Promise<{ figures: Figures; rows: Record<string, Scored[]> }> {
  const asker = createAsker(language, brain, { contacts: undefined, requireReview: false });
  const figures: Figures = {};
  const rows: Record<string, Scored[]> = {};
  for (const set of sets) {
    const file = `tests/data/${set}.${language}.tsv`;
    const path = join(PROJECT_ROOT, file);
    if (!existsSync(path)) continue;
    const scored: Scored[] = [];
    for (const row of readTable(readFileSync(path, 'utf8'), file)) {
      const given = describe(row.text, await asker.ask(row.text, `${set}-${scored.length}`));
      scored.push({ ...row, given });
    }
    rows[set] = scored;
    figures[set] = SETS[set](scored);
  }
  return { figures, rows };
}

/** The figures of a language as rows of a Markdown table. */
export function asTable(language: string, figures: Figures): string {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const lines = Object.entries(figures).flatMap(([set, shares]) =>
    Object.entries(shares).map(([name, given]) => {
      const [low, high] = wilson(given);
      const { hits, of } = given;
      return `| ${language} | ${set} | ${name} | ${hits} / ${of} | ${percent(hits / of)} | ${percent(low)} – ${percent(high)} |`;
    }),
  );
  return lines.join('\n');
}

async function main(args: readonly string[]): Promise<void> {
  const brain = loadBrain();
  const all: Record<string, Figures> = {};
  process.stdout.write(
    '| language | set | figure | count | share | 95 % interval |\n|---|---|---|---|---|---|\n',
  );
  for (const language of brain.library.languages.keys()) {
    const { figures } = await evaluate(language, brain);
    all[language] = figures;
    process.stdout.write(`${asTable(language, figures)}\n`);
  }
  if (args.includes('--record')) writeFileSync(RECORD_FILE, `${JSON.stringify(all, undefined, 2)}\n`);
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'The evaluation failed.'}\n`);
    process.exitCode = 1;
  });
}
