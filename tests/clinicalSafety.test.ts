import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Keeps docs/clinical-safety.md complete and true to the code. Whether its judgements are right only people can say.
const root = join(__dirname, '..');
const text = readFileSync(join(root, 'docs/clinical-safety.md'), 'utf8');

const PARTS = [
  'Hazard',
  'Possible causes',
  'Possible harm',
  'Controls (design)',
  'Initial risk',
  'Verified by',
  'Residual risk',
  'Owner of what remains',
];
const SEVERITIES = ['Minor', 'Significant', 'Considerable', 'Major', 'Catastrophic'];
const LIKELIHOODS = ['Very high', 'High', 'Medium', 'Low', 'Very low'];

/** The cells of a line of a table, none for any other line. */
const cellsOf = (line: string): string[] =>
  line.startsWith('| ')
    ? line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
    : [];

/** The text of a section of the second level, by its title. */
function section(title: string): string {
  const start = text.indexOf(`\n## ${title}`);
  expect([title, start >= 0]).toEqual([title, true]);
  const end = text.indexOf('\n## ', start + 1);
  return text.slice(start, end < 0 ? undefined : end);
}

interface Hazard {
  id: string;
  parts: Map<string, string>;
}

const hazards: Hazard[] = section('4 Hazard log')
  .split(/^### /m)
  .slice(1)
  .map((block) => {
    const rows = block.split('\n').map(cellsOf);
    return {
      id: block.slice(0, 6),
      parts: new Map(rows.flatMap(([name, value]) => (name && value ? [[name, value] as const] : []))),
    };
  });

const part = ({ parts }: Hazard, name: string): string => parts.get(name) ?? '';

/** The controls of a hazard, or what verifies them, by their number. */
const numbered = (cell: string): Map<string, string> =>
  new Map(
    cell
      .split('**C')
      .slice(1)
      .map((piece) => {
        const [number = '', ...rest] = piece.split('** ');
        return [`C${number}`, rest.join('** ').trim()] as const;
      }),
  );

/** The tests that are named, each with its file. */
const namedTests = (cell: string): { name: string; file: string }[] =>
  [...cell.matchAll(/`([^`]+)` in `(tests\/[^`]+)`/g)].map(([, name = '', file = '']) => ({ name, file }));

const filesIn = (cell: string): string[] =>
  [...cell.matchAll(/`((?:src|dialogs|locales|tests|docs)\/[^`]+)`/g)].map(([, file = '']) => file);

/** What stands before the title of a test, of a block, of a table of tests, or of a conversation kept as data. */
const BEFORE_TITLE = /(?:\b(?:test|describe)\(|\)\(|"name":)\s*$/;

/** Whether a file has a test of this title, as the source would write it; blocks come before what is in them. */
function hasTest(title: string, file: string): boolean {
  const path = join(root, file);
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  let from = 0;
  return title.split(' › ').every((piece) => {
    const places = ["'", '"', '`'].flatMap((quote) => {
      const written = quote + piece.replaceAll(quote, `\\${quote}`) + quote;
      const at = source.indexOf(written, from);
      return at >= 0 && BEFORE_TITLE.test(source.slice(0, at)) ? [at] : [];
    });
    from = Math.min(...places) + 1;
    return places.length > 0;
  });
}

test('the hazards are numbered from 1, each with all its parts', () => {
  expect(hazards.length).toBeGreaterThanOrEqual(20);
  hazards.forEach((hazard, at) => {
    expect(hazard.id).toBe(`HAZ-${String(at + 1).padStart(2, '0')}`);
    expect([hazard.id, ...[...hazard.parts.keys()].filter((name) => name !== '---')]).toEqual([
      hazard.id,
      ...PARTS,
    ]);
  });
});

test('every hazard is verified by a test, and every control says by which or that it has none', () => {
  for (const hazard of hazards) {
    const verified = numbered(part(hazard, 'Verified by'));
    const controls = numbered(part(hazard, 'Controls (design)'));
    expect(controls.size).toBeGreaterThan(0);
    expect([hazard.id, ...verified.keys()]).toEqual([hazard.id, ...controls.keys()]);
    expect([hazard.id, namedTests(part(hazard, 'Verified by')).length > 0]).toEqual([hazard.id, true]);
    for (const [control, how] of verified) {
      const said = namedTests(how).length > 0 || how === 'no test of its own.';
      expect([hazard.id, control, said]).toEqual([hazard.id, control, true]);
    }
  }
});

test('every test that is named stands in the file that is named', () => {
  const named = hazards.flatMap((hazard) => namedTests(part(hazard, 'Verified by')));
  expect(named.filter(({ name, file }) => !hasTest(name, file))).toEqual([]);
  // No name stands there in a form that the search would pass over.
  for (const hazard of hazards) {
    const cell = part(hazard, 'Verified by');
    expect([hazard.id, cell.split('`').length]).toEqual([hazard.id, namedTests(cell).length * 4 + 1]);
  }
});

test('every control names where it lies, and every file that is named exists', () => {
  for (const hazard of hazards) {
    for (const [control, what] of numbered(part(hazard, 'Controls (design)'))) {
      expect([hazard.id, control, filesIn(what).length > 0]).toEqual([hazard.id, control, true]);
    }
  }
  expect([...new Set(filesIn(text))].filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('every risk is what the matrix says, and the summary says the same', () => {
  const rows = section('3 Severity').split('\n').map(cellsOf);
  const matrix = new Map<string, string | undefined>(
    rows.flatMap(([likelihood = '', ...risks]) =>
      LIKELIHOODS.includes(likelihood)
        ? SEVERITIES.map((severity, at) => [`${severity} × ${likelihood}`, risks[at]] as const)
        : [],
    ),
  );
  expect(matrix.size).toBe(25);
  const summary = new Map<string, string[]>(
    section('5 Summary')
      .split('\n')
      .map(cellsOf)
      .flatMap(([initial = '', residual = '', ids = '']) =>
        ids.split(', ').map((id) => [id, [initial, residual]] as const),
      ),
  );
  for (const hazard of hazards) {
    const given = ['Initial risk', 'Residual risk'].map((name) => {
      const [, pair = '', risk = ''] = /^(\w+ × [\w ]+) = (\d)/.exec(part(hazard, name)) ?? [];
      expect([hazard.id, name, pair, risk]).toEqual([hazard.id, name, pair, matrix.get(pair)]);
      return risk;
    });
    expect(Number(given[1])).toBeLessThanOrEqual(Number(given[0]));
    expect([hazard.id, summary.get(hazard.id)]).toEqual([hazard.id, given]);
  }
});

test('every place for a signature, a name or an acceptance is marked OPEN', () => {
  const signOff = section('7 Sign-off')
    .split('\n')
    .map(cellsOf)
    .filter((cells) => cells.length > 0 && cells[0] !== 'place' && cells[0] !== '---');
  expect(signOff.length).toBeGreaterThan(5);
  for (const [place, ...fields] of signOff) {
    expect([place, fields.length, fields.every((field) => /^OPEN: \S/.test(field))]).toEqual([
      place,
      3,
      true,
    ]);
  }
  const roles = section('2 How risk')
    .split('\n')
    .map(cellsOf)
    .filter(([role, , decides]) => role !== 'role' && role !== '---' && decides !== undefined);
  expect(roles.length).toBeGreaterThan(5);
  for (const [role = '', who = ''] of roles) {
    if (role !== 'Developers') expect([role, who]).toEqual([role, expect.stringMatching(/^OPEN: \S/)]);
  }
  for (const hazard of hazards) {
    expect([hazard.id, part(hazard, 'Owner of what remains')]).toEqual([
      hazard.id,
      expect.stringMatching(/OPEN: \S/),
    ]);
  }
});

test('it quotes no figure of the evaluation, and says what it must', () => {
  expect(text).not.toMatch(/\d ?%|\d+ \/ \d+/);
  expect(text).toContain('docs/safety-scorecard.md');
  expect(text).toMatch(/misses some emergencies/);
  expect(text).toMatch(/No clinician has signed/);
  expect(text).toMatch(/imitate voices/);
});
