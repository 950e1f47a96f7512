import { englishCheck, smallCheck, smallLexicon } from './support';

const check = englishCheck();

describe('reading a message', () => {
  const small = smallCheck({
    lexicons: {
      en: smallLexicon(
        { pee: ['cant pee'], move: ['baby isnt moving'], pain: ['killing', 'chest pain'], fit: ['a fit'] },
        { breaks: ['but no'] },
        {
          spellings: {
            'can not': 'cant',
            wee: 'pee',
            isnt: 'isnt',
            chestpain: 'chest pain',
            '🩸': 'chest pain',
          },
          masks: ['killing me', 'good fit'],
        },
      ),
      es: smallLexicon({
        pee: ['no puedo orinar'],
        move: ['bebe quieto'],
        pain: ['dolor'],
        fit: ['convulsion'],
      }),
    },
    rules: [
      { flag: 'pee-now', all: ['pee'] },
      { flag: 'move', all: ['move'] },
      { flag: 'pain', all: ['pain'] },
      { flag: 'fit-now', all: ['fit'] },
    ],
  });

  test.each([
    ['two words as one', 'I can not wee', 'pee-now'],
    ['one word as two', 'CHESTPAIN', 'pain'],
    ['an emoji', '🩸!', 'pain'],
    ['a misspelt word', 'chset pain', 'pain'],
    ['an idiom as nothing', 'this is killing me', '-'],
    ['an idiom inside other words', 'its a good fit', '-'],
    ['accents', 'convulsión', 'fit-now'],
    ['capitals', 'BABY ISNT MOVING', 'move'],
    ['full-width letters', 'ｃｈｅｓｔ ｐａｉｎ', 'pain'],
    ['invisible characters', 'che\u200bst pa\u00adin', 'pain'],
    ['control characters', 'chest\u0000pain', 'pain'],
  ])('takes %s', (_, text, expected) => {
    expect(small(text).alarm?.flag ?? '-').toBe(expected);
  });

  test('every language reads every message, and the most urgent alarm counts', () => {
    expect(small('chest pain no puedo orinar').alarm).toMatchObject({ flag: 'pee-now', language: 'es' });
  });

  test('quotes the words as they were written', () => {
    expect(small('Help: I can not wee!').alarm?.matched).toBe('can not wee');
  });
});

describe('any text', () => {
  const words = 'my baby is not moving and i have no chest pain but what if my waters broke years ago '.split(
    ' ',
  );
  const long = Array.from({ length: 20_000 }, (_, index) => words[(index * 7) % words.length]).join(' ');

  test.each([
    ['nothing', ''],
    ['a space', ' '],
    ['one letter', 'x'],
    ['100,000 letters', 'x'.repeat(100_000)],
    ['100,000 commas', ','.repeat(100_000)],
    ['a long message', long],
    ['denials only', 'no '.repeat(40_000)],
    ['conditions only', 'if i '.repeat(20_000)],
    ['emoji', '👩🏽‍🍼🩸😵‍💫'.repeat(5_000)],
    ['lone surrogates', '\ud800\udc00\ud800'.repeat(100)],
    ['control characters', Array.from({ length: 160 }, (_, code) => String.fromCharCode(code)).join('')],
    ['right-to-left text', 'أعاني من ألم في الظهر'],
    ['combining marks', 'e\u0301'.repeat(10_000)],
    ['numbers', '170/110 '.repeat(5_000)],
    ['an object name', 'constructor __proto__ toString hasOwnProperty'],
    ['a regular expression', '((((a+)+)+)+$ [\\'],
  ])('is read without an error: %s', (_, text) => {
    const started = performance.now();
    expect(() => check(text)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('gives the same result each time', () => {
    const texts = [
      'bleeding 30 weeks',
      'hello',
      'no fever',
      'chest pain',
      'my back hurts',
      'contrctions 30 wk',
    ];
    const first = texts.map((text) => check(text));
    const again = texts.toReversed().map((text) => check(text));
    expect(again.toReversed()).toEqual(first);
  });

  test('leaves what it is given as it was', () => {
    const context = Object.freeze({
      findings: Object.freeze(['headache']),
      stage: Object.freeze({ weeks: 30 }),
    });
    expect(() => check('2 weeks postpartum, flashing lights', context)).not.toThrow();
    expect(context).toEqual({ findings: ['headache'], stage: { weeks: 30 } });
  });

  test('finds a symptom at the end of a long message', () => {
    const chat = 'i have been doing yoga and walking every day and sleeping with a pillow. '.repeat(100);
    expect(check(`${chat} also i am bleeding`).alarm?.flag).toBe('vaginal-bleeding');
  });

  test('takes little time', () => {
    const text = 'my upper back has been aching between the shoulder blades since this morning what helps';
    for (let run = 0; run < 300; run += 1) check(text);
    const started = performance.now();
    for (let run = 0; run < 300; run += 1) check(text);
    // Far above what it takes, so that a busy machine does not fail it.
    expect((performance.now() - started) / 300).toBeLessThan(2);
  });
});

describe('the stage', () => {
  test.each([
    ['i am 30 weeks and my back aches', 30],
    ['my friend had her baby at 39 weeks', undefined],
    ['with my first i was induced at 41 weeks', undefined],
  ])('is hers alone: %s', (text, weeks) => {
    expect(check(text).context.stage.weeks).toBe(weeks);
  });
});
