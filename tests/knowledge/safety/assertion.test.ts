import { smallCheck, smallLexicon } from './support';

const check = smallCheck({
  lexicons: {
    en: smallLexicon(
      {
        bleeding: ['bleed*'],
        fever: ['fever'],
        chest: ['chest pain'],
        still: ['baby ~ not|hasnt moved|moving', 'no movement*'],
        cancer: ['cancer'],
        pain: ['back pain'],
        hit: ['hit me'],
        headache: ['headache'],
      },
      {
        notDenial: ['not sure if', 'not just', 'cant say i dont'],
        denial: ['no', 'not', 'dont have', 'without', 'never'],
        resolved: ['gone now', 'went away'],
        past: ['last year', 'years ago', 'in my first pregnancy', 'last month'],
        remote: ['as a child', 'in 2015'],
        remoteBefore: ['that was in 2015'],
        conditional: ['what if', 'if i', 'should i ~~ if', 'if my'],
        informational: ['signs of', '^ is|are ~~ normal', 'can ~~ cause'],
        own: ['im', 'i have', 'my', 'today'],
        others: ['my nan ~ had'],
        household: ['husband has'],
        turns: ['but', 'now', 'only'],
        subjects: ['i', 'im', 'my', 'baby'],
        joins: ['or'],
        and: ['and'],
        links: ['in'],
      },
    ),
  },
  timeless: ['cancer'],
  rules: [
    { flag: 'bleeding', all: ['bleeding'] },
    { flag: 'fever', all: ['fever'] },
    { flag: 'chest-now', all: ['chest'] },
    { flag: 'still', all: ['still'] },
    { flag: 'cancer', all: ['cancer', 'pain'], within: 'message' },
    { flag: 'hit', all: ['hit'], also: ['past'] },
    { flag: 'headache', all: ['headache'], resolves: true },
  ],
});
const flagOf = (text: string): string => check(text).alarm?.flag ?? '-';

describe('a denial', () => {
  test.each([
    ['no bleeding', '-'],
    ['i dont have bleeding or a fever', '-'],
    ['no fever, bleeding, or chest pain', '-'],
    ['without any fever', '-'],
    ['never had a fever', '-'],
    ['no fever, bleeding today', 'bleeding'],
    ['no fever and bleeding', 'bleeding'],
    ['no fever but bleeding', 'bleeding'],
    ['no fever. bleeding', 'bleeding'],
    ['no fever i have chest pain', 'chest-now'],
    ['not just a headache, bleeding too', 'bleeding'],
    ['cant say i dont have a fever', 'fever'],
    ['not sure if its a fever', 'fever'],
  ])('%s', (text, expected) => {
    expect(flagOf(text)).toBe(expected);
  });

  test.each(['baby is not moving', 'baby hasnt moved', 'no movement today'])(
    'that is the symptom: %s',
    (text) => {
      expect(flagOf(text)).toBe('still');
    },
  );
});

describe('long ago', () => {
  test.each([
    ['as a child he hit me', '-'],
    ['last month he hit me', 'hit'],
    ['he hit me last month and as a child', 'hit'],
    ['i had a fever. that was in 2015', '-'],
    ['as a child, i had bleeding', '-'],
    ['i had cancer in 2015, now back pain', 'cancer'],
  ])('%s', (text, expected) => {
    expect(flagOf(text)).toBe(expected);
  });
});

describe('a bare name', () => {
  const named = smallCheck({
    lexicons: {
      en: smallLexicon(
        { clot: ['dvt|clot'], headache: ['headache'] },
        { names: ['dvt|clot'], own: ['i have', 'my'] },
      ),
    },
    rules: [
      { flag: 'clot', all: ['clot'] },
      { flag: 'headache', all: ['headache'] },
    ],
  });
  test.each([
    ['dvt', undefined],
    ['dvt definition', undefined],
    ['i have a dvt', 'clot'],
    ['dvt 30 weeks', 'clot'],
    ['headache', 'headache'],
  ])('%s', (text, expected) => {
    expect(named(text).alarm?.flag).toBe(expected);
  });
});

describe('time', () => {
  test.each([
    ['i had bleeding last year', '-'],
    ['in my first pregnancy i had bleeding', '-'],
    ['last year i had bleeding, today a fever', '-'],
    ['bleeding years ago and a fever', 'fever'],
    ['bleeding years ago, fever', 'fever'],
    ['bleeding last year but now a fever', 'fever'],
    ['had cancer years ago and back pain', 'cancer'],
    ['had cancer years ago, back pain', 'cancer'],
    ['he hit me last year', 'hit'],
    ['headache, gone now', '-'],
    ['chest pain, gone now', 'chest-now'],
    ['the headache went away but bleeding', 'bleeding'],
  ])('%s', (text, expected) => {
    expect(flagOf(text)).toBe(expected);
  });
});

describe('questions and conditions', () => {
  test.each([
    ['what are the signs of a fever', '-'],
    ['is a fever normal', '-'],
    ['is it normal that im bleeding', 'bleeding'],
    ['can heat cause bleeding', '-'],
    ['can heat cause my bleeding', 'bleeding'],
    ['what if i get a fever', '-'],
    ['should i ring if i am bleeding', '-'],
    ['what if my fever comes back. bleeding', 'bleeding'],
  ])('%s', (text, expected) => {
    expect(flagOf(text)).toBe(expected);
  });
});

describe('other people', () => {
  test.each([
    ['my nan had cancer and back pain', '-'],
    ['my nan had chest pain, i have a fever', 'fever'],
    ['my nan had cancer and my chest pain is bad', 'chest-now'],
    ['my husband has a fever', '-'],
    ['my husband has chest pain', 'chest-now'],
  ])('%s', (text, expected) => {
    expect(flagOf(text)).toBe(expected);
  });
});
