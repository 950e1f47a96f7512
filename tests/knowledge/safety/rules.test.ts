import { unknownConcepts } from '../../../src/knowledge/safety/ruleSchema';
import { converse, englishLexicon, realRules, smallCheck, smallLexicon } from './support';

const lexicon = smallLexicon(
  {
    back: ['back'],
    pain: ['pain'],
    headache: ['headache'],
    lights: ['flashing lights'],
    bleeding: ['bleeding'],
    mild: ['a bit'],
    'after-birth': ['gave birth'],
    contractions: ['contractions'],
    cancer: ['cancer'],
  },
  { past: ['years ago'], denial: ['no'] },
);

describe('a rule', () => {
  const check = smallCheck({
    lexicons: { en: lexicon },
    timeless: ['cancer'],
    remembered: ['back-pain', 'headache', 'cancer'],
    composites: [{ name: 'back-pain', all: ['back', 'pain'], within: 2 }],
    rules: [
      { flag: 'severe-now', all: ['back-pain', 'lights|headache'], within: 'message' },
      { flag: 'lights', all: ['lights'], unless: ['mild'] },
      { flag: 'early', all: ['headache', 'bleeding'], weeks: { to: 12, unknown: false } },
      { flag: 'late', all: ['contractions'], weeks: { from: 37, unknown: false } },
      { flag: 'preterm', all: ['contractions'], weeks: { to: 36, unknown: true }, birth: 'before' },
      { flag: 'lochia', all: ['bleeding'], birth: 'after' },
      { flag: 'bleeding', all: ['bleeding'], birth: 'before' },
      { flag: 'cancer', all: ['cancer', 'back-pain'], within: 'message' },
    ],
  });
  const flagOf = (text: string): string => check(text).alarm?.flag ?? '-';

  test.each([
    ['needs all of its parts', 'back pain', '-'],
    ['takes any of the alternatives', 'back pain and headache', 'severe-now'],
    ['finds its parts anywhere in the message', 'back pain. and then flashing lights', 'severe-now'],
    [
      'needs the parts of a composite together',
      'my back is very much not in pain. flashing lights',
      'lights',
    ],
    ['does not fire with what it excludes', 'a bit of flashing lights', '-'],
    ['looks for that in the same sentence only', 'a bit tired. flashing lights', 'lights'],
    ['fires before its last week', '8 weeks headache bleeding', 'early'],
    ['does not fire after its last week', '20 weeks headache bleeding', 'bleeding'],
    ['takes an unknown gestation as it says', 'contractions', 'preterm'],
    ['fires from its first week', '39 weeks contractions', 'late'],
    ['fires only after the birth', 'gave birth and bleeding', 'lochia'],
    ['fires only before the birth', 'bleeding', 'bleeding'],
    ['counts what is timeless though past', 'cancer years ago. back pain', 'cancer'],
    ['does not count a denied composite', 'no back pain. headache', '-'],
  ])('%s', (_, text, expected) => {
    expect(flagOf(text)).toBe(expected);
  });

  test('combines what was said in two messages', () => {
    expect(converse(check, ['back pain', 'ok', 'flashing lights'])).toEqual(['-', '-', 'severe-now']);
    expect(converse(check, ['cancer years ago', 'back pain'])).toEqual(['-', 'cancer']);
  });

  test('does not fire again from memory alone', () => {
    expect(converse(check, ['back pain and headache', 'thank you'])).toEqual(['severe-now', '-']);
  });

  test('remembers how far along she is, and that a new gestation follows a birth', () => {
    expect(converse(check, ['39 weeks', 'contractions'])).toEqual(['-', 'late']);
    expect(converse(check, ['2 weeks after birth', 'bleeding', '30 weeks', 'bleeding'])).toEqual([
      '-',
      'lochia',
      '-',
      'bleeding',
    ]);
  });

  test('does not let a word about the birth hush a later message', () => {
    expect(converse(check, ['when i gave birth it went away', 'bleeding'])).toEqual(['-', 'bleeding']);
  });
});

describe('the most urgent rule', () => {
  const check = smallCheck({
    lexicons: { en: lexicon },
    rules: [
      { flag: 'first', all: ['headache'] },
      { flag: 'second', all: ['lights'] },
      { flag: 'both', all: ['headache', 'lights'], within: 'message' },
      { flag: 'worst-now', all: ['bleeding'] },
      { flag: 'raised', all: ['cancer'], level: 'emergency' },
      { flag: 'lowered-now', all: ['contractions'], level: 'few-days' },
    ],
  });

  test('wins by level, then by the number of its parts, then by its place', () => {
    expect(check('headache and bleeding').alarm?.flag).toBe('worst-now');
    expect(check('headache. flashing lights').alarm?.flag).toBe('both');
    expect(check('headache').alarm).toMatchObject({ flag: 'first', level: 'same-day' });
  });

  test('may have another level than its flag', () => {
    expect(check('cancer').alarm?.level).toBe('emergency');
    expect(check('contractions').alarm?.level).toBe('few-days');
  });

  test('says why', () => {
    expect(check('I have a HEADACHE, then flashing   lights').alarm).toEqual({
      flag: 'both',
      level: 'same-day',
      language: 'en',
      matched: 'HEADACHE … flashing   lights',
      why: 'both: headache + lights',
    });
  });
});

describe('the rules of the project', () => {
  test('use names that the lexicon, the numbers or the composites give', () => {
    expect(unknownConcepts(realRules(), new Set(Object.keys(englishLexicon().concepts)))).toEqual([]);
    const rules = { ...realRules(), timeless: ['no-such-concept'] };
    expect(unknownConcepts(rules, new Set(Object.keys(englishLexicon().concepts)))).toEqual([
      'no-such-concept',
    ]);
  });
});
