import { LEVELS, levelRank, type Level } from '../knowledge/safety/levels';

/** A labelled message: `gold` is a flag, a topic, a command or "none"; `kind` and `level` as its file says. */
export interface Labelled {
  text: string;
  gold: string;
  level: string;
  kind: string;
}

/** What the bot did with it, as `ask --json` prints it. */
export interface Given {
  kind: string;
  topic: string | null;
  candidates: readonly string[];
  redFlag: { id: string; level: Level } | null;
}

export type Scored = Labelled & { given: Given };

/** How many of how many. */
export interface Share {
  hits: number;
  of: number;
}

/** Reads `text<TAB>label…` with a header line. Throws an Error with file and line for a row that is too short. */
export function readTable(content: string, file: string): Labelled[] {
  const [header = '', ...lines] = content.split('\n').filter((line) => line !== '');
  const columns = header.split('\t').length;
  return lines.map((line, at) => {
    const cells = line.split('\t');
    if (cells.length !== columns) {
      throw new Error(
        `Cannot read ${file} at line ${at + 2}: it has ${cells.length} columns, not ${columns}`,
      );
    }
    const [text = '', gold = '', level = 'none', kind = ''] = cells;
    return { text, gold, level, kind };
  });
}

/** The figures of the safety check: the shares of positives that are good, and of negatives that are not. */
export function scoreSafety(rows: readonly Scored[]): Record<string, Share> {
  const positives = rows.filter(({ kind }) => kind === 'positive');
  const urgent = positives.filter(({ level }) => level !== 'few-days');
  const emergencies = positives.filter(({ level }) => level === 'emergency');
  const negatives = rows.filter(({ kind }) => kind !== 'positive');
  const kinds = [...new Set(negatives.map(({ kind }) => kind))].sort();
  return {
    'emergencies answered as emergencies': shareOf(
      emergencies,
      ({ given }) => given.redFlag?.level === 'emergency',
    ),
    'emergencies that fire': shareOf(emergencies, fired),
    'emergencies and same-day that fire': shareOf(urgent, fired),
    'level right or more careful': shareOf(
      positives,
      ({ level, given }) => rankOf(given) >= levelRank(asLevel(level)),
    ),
    'flag right': shareOf(positives, ({ gold, given }) => given.redFlag?.id === gold),
    ...Object.fromEntries(
      kinds.map((kind) => [
        `false alarms: ${kind}`,
        shareOf(
          negatives.filter((row) => row.kind === kind),
          fired,
        ),
      ]),
    ),
  };
}

/** The figures of the matcher on questions that have an answer. */
export function scoreQuestions(rows: readonly Scored[]): Record<string, Share> {
  const right = ({ gold, given }: Scored): boolean => given.kind === 'answer' && given.topic === gold;
  const offered = ({ gold, given }: Scored): boolean =>
    given.kind === 'clarify' && given.candidates.includes(gold);
  return {
    'right at once': shareOf(rows, right),
    'right or offered': shareOf(rows, (row) => right(row) || offered(row)),
    'wrong answer': shareOf(rows, ({ gold, given }) => given.kind === 'answer' && given.topic !== gold),
    'red-flag alarm': shareOf(rows, fired),
  };
}

/** The figures on what has no answer, and on what is said to the bot itself. */
export function scoreOther(rows: readonly Scored[]): Record<string, Share> {
  const strange = rows.filter(({ gold }) => gold === 'oos');
  const said = rows.filter(({ gold }) => gold !== 'oos');
  return {
    'out of scope answered': shareOf(strange, ({ given }) => given.kind === 'answer'),
    'small talk and commands understood': shareOf(said, ({ gold, given }) =>
      gold === 'who-to-call' ? given.topic === gold : given.kind === 'smalltalk' || given.kind === 'command',
    ),
  };
}

/** Whether a figure of this name is better when it is lower. */
export function isBetterLower(name: string): boolean {
  return /^false alarms|^wrong|^red-flag alarm|^out of scope answered/.test(name);
}

/** Wilson's 95 % interval (1927) of a share. */
export function wilson({ hits, of }: Share): [number, number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const p = hits / of;
  const centre = p + (z * z) / (2 * of);
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const norm = 1 + (z * z) / of;
  return [(centre - spread) / norm, (centre + spread) / norm];
}

function fired({ given }: Scored): boolean {
  return given.redFlag !== null;
}

function rankOf({ redFlag }: Given): number {
  return levelRank(redFlag?.level);
}

function asLevel(level: string): Level | undefined {
  return LEVELS.find((known) => known === level);
}

/** How many rows pass a test. */
export function shareOf<T>(rows: readonly T[], test: (row: T) => boolean): Share {
  return { hits: rows.filter(test).length, of: rows.length };
}
