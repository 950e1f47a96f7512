import { LEVELS } from '../knowledge/safety/levels';
import { wilson, type Scored, type Share } from './scoring';

/** What the scorecard of the safety check tells of one language. */
export interface SafetyCard {
  language: string;
  figures: Readonly<Record<string, Share>>;
  rows: readonly Scored[];
  /** Ways of writing a message that keep its level. */
  rewrites: Readonly<Record<string, Share>>;
}

type Row = readonly (string | number)[];
/** A table: its heads, its rows, and, for the page, the share that a row's bar shows. */
interface Table {
  title: string;
  heads: readonly string[];
  rows: readonly Row[];
  bars?: readonly number[];
}

const HOW = `Made by \`npm run eval:safety\`: the messages of \`tests/data/safety.*.tsv\`, each put through the whole bot in a
conversation of its own. They were written by people and programs that saw neither the lexicon nor the rules,
and the check is not tuned on them. They imitate voices; they are no messages of real patients, and a good
figure here is no proof of safety. Intervals are Wilson's, 95 %.`;

/** The scorecard as Markdown. */
export function safetyMarkdown(cards: readonly SafetyCard[]): string {
  const parts = cards.flatMap((card) => [
    `## Language: ${card.language}`,
    ...tables(card).map(({ title, heads, rows }) =>
      [`### ${title}`, '', line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n'),
    ),
  ]);
  const misses = cards.map(({ language, rows }) =>
    [
      `### Language: ${language}`,
      '',
      ...missesOf(rows).map((miss) => `- ${miss.map(plain).join(' · ')}`),
    ].join('\n'),
  );
  return `${[
    '# Scorecard of the safety check',
    HOW,
    ...parts,
    '## Misses',
    'The flag and level it should have, what it got, and the message.',
    ...misses,
  ].join('\n\n')}\n`;
}

/** The scorecard as a page with charts, complete in itself. */
export function safetyPage(cards: readonly SafetyCard[]): string {
  const sections = cards.map((card) => {
    const drawn = tables(card).map(({ title, heads, rows, bars }) => {
      const head = heads.map((name) => `<th>${escape(name)}</th>`).join('');
      const body = rows
        .map((row, at) => {
          const bar = bars?.[at];
          const cells = row.map((cell) => `<td>${escape(String(cell))}</td>`).join('');
          const drawnBar =
            bar === undefined ? '' : `<td><meter min="0" max="1" value="${bar.toFixed(3)}"></meter></td>`;
          return `<tr>${cells}${drawnBar}</tr>`;
        })
        .join('\n');
      return `<h3>${escape(title)}</h3><table><tr>${head}${bars ? '<th></th>' : ''}</tr>${body}</table>`;
    });
    const misses = missesOf(card.rows).map((miss) => `<li>${escape(miss.join(' · '))}</li>`);
    return `<h2>Language: ${card.language}</h2>${drawn.join('\n')}<h3>Misses</h3><ul>${misses.join('\n')}</ul>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Scorecard of the safety check</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse}td,th{padding:.2rem .6rem;text-align:left;border-bottom:1px solid #ccc}
meter{width:12rem}</style></head><body><h1>Scorecard of the safety check</h1>
<p>${escape(HOW.replace(/\n/g, ' '))}</p>
${sections.join('\n')}
</body></html>
`;
}

function tables({ figures, rows, rewrites }: SafetyCard): Table[] {
  const positives = rows.filter(({ kind }) => kind === 'positive');
  const flags = [...new Set(positives.map(({ gold }) => gold))].sort();
  const byFlag = flags.map((flag): [string, Share] => {
    const mine = positives.filter(({ gold }) => gold === flag);
    return [flag, { hits: mine.filter(({ given }) => given.redFlag !== null).length, of: mine.length }];
  });
  const levels = ['none', ...LEVELS];
  const given = ({ given: { redFlag } }: Scored): string => redFlag?.level ?? 'none';
  return [
    shareTable('Figures', Object.entries(figures)),
    {
      title: 'Level it has (rows) and level it got (columns)',
      heads: ['', ...levels],
      rows: levels.map((level) => [
        level,
        ...levels.map((got) => rows.filter((row) => row.level === level && given(row) === got).length),
      ]),
    },
    shareTable('Fires, by red flag', byFlag),
    shareTable('Keeps its level when it is written another way', Object.entries(rewrites)),
  ];
}

function shareTable(title: string, shares: readonly (readonly [string, Share])[]): Table {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return {
    title,
    heads: ['', 'count', 'share', '95 % interval'],
    rows: shares.map(([name, share]) => {
      const [low, high] = wilson(share);
      const { hits, of } = share;
      return [name, `${hits} / ${of}`, percent(hits / of), `${percent(low)} – ${percent(high)}`];
    }),
    bars: shares.map(([, { hits, of }]) => hits / of),
  };
}

function missesOf(rows: readonly Scored[]): string[][] {
  const rank = (level: string): number => LEVELS.findIndex((known) => known === level);
  return rows
    .filter(({ level, given }) =>
      level === 'none' ? given.redFlag !== null : rank(given.redFlag?.level ?? '') < rank(level),
    )
    .map(({ gold, level, kind, given, text }) => [
      kind === 'positive' ? `${gold} (${level})` : kind,
      given.redFlag ? `${given.redFlag.id} (${given.redFlag.level})` : 'no alarm',
      text,
    ]);
}

const line = (cells: Row): string => `| ${cells.map((cell) => plain(String(cell))).join(' | ')} |`;

/** Without what Markdown would read as its own. */
const plain = (text: string): string => text.replace(/[|\\`*_<>[\]]/g, ' ');

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
