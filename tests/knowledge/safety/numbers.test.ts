import type { Stage } from '../../../src/knowledge/safety/numberMeanings';
import { createNumberReader } from '../../../src/knowledge/safety/numbers';
import { tokenize } from '../../../src/knowledge/text';
import { smallLexicon } from './support';

const read = createNumberReader(smallLexicon({}).units);
const concepts = (text: string): string[] => read(text, tokenize(text)).spans.map(({ concept }) => concept);
const stage = (text: string): Stage =>
  read(text, tokenize(text)).told.reduce<Stage>((all, { stage }) => Object.assign(all, stage), {});

describe('blood pressure', () => {
  test.each([
    ['bp 140/90', ['bp-high']],
    ['bp 139/89', []],
    ['150/95', ['bp-high']],
    ['160/100', ['bp-severe']],
    ['150/111', ['bp-severe']],
    ['150/110', ['bp-severe']],
    ['165 over 112', ['bp-severe']],
    ['pressure is 142 over 80', ['bp-high']],
    ['bp 150 95', ['bp-high']],
    ['bp 165', ['bp-severe']],
    ['bp 145', ['bp-high']],
    ['118/76', []],
    ['diastolic was 112', ['bp-severe']],
    ['diastolic 92', ['bp-high']],
    ['diastolic 80', []],
    ['1600/110', []],
    ['pain 38/100', []],
    ['150 guests', []],
  ])('%s', (text, expected) => {
    expect(concepts(text)).toEqual(expected);
  });
});

describe('temperature', () => {
  test.each([
    ['temp 38', ['temperature-high']],
    ['temp 37.9', []],
    ['temperature of 39.2', ['temperature-high', 'temperature-very-high']],
    ['temp 100.4', ['temperature-high']],
    ['temp 100.3', []],
    ['fever 103', ['temperature-high', 'temperature-very-high']],
    ['102 f', ['temperature-high']],
    ['99.1 f', []],
    ['baby is 38.6', ['temperature-high']],
    ['38.5 kilos of potatoes', []],
    ['temp 35.2', ['temperature-low']],
    ['38 weeks', []],
    ['im 38', []],
    ['temp 38,5', ['temperature-high']],
  ])('%s', (text, expected) => {
    expect(concepts(text)).toEqual(expected);
  });
});

/** The stage without whether its weeks are rough. */
const told = (text: string): Stage => {
  const given = stage(text);
  delete given.roughly;
  return given;
};

test.each([
  ['34 weeks', false],
  ['8 months pregnant', true],
  ['third trimester', true],
])('%s are rough weeks: %s', (text, roughly) => {
  expect(stage(text).roughly).toBe(roughly);
});

describe('gestation', () => {
  test.each([
    ['34 weeks', { weeks: 34 }],
    ['gave birth 2 weeks ago', { daysSinceBirth: 14 }],
    ['born hace 2 weeks', { daysSinceBirth: 14 }],
    ['my baby is 3 weeks old', { daysSinceBirth: 21 }],
    ['gave birth 20 months ago', {}],
    ['baby stopped moving 2 days ago', {}],
    ['estoy de 26', { weeks: 26 }],
    ['38+4', { weeks: 38 }],
    ['38 + 9', {}],
    ['30weeks', { weeks: 30 }],
    ['8 months pregnant', { weeks: 33 }],
    ['7th month', { weeks: 28 }],
    ['third trimester', { weeks: 32 }],
    ['im 28 pregnant', { weeks: 28 }],
    ['for 6 weeks', {}],
    ['3 weeks', {}],
    ['6 weeks old', {}],
    ['5 weeks ago', {}],
    ['60 weeks', {}],
    ['2 weeks after birth', { daysSinceBirth: 14 }],
    ['3 days postpartum', { daysSinceBirth: 3 }],
    ['2 weeks since birth', { daysSinceBirth: 14 }],
    ['33 weeks, since this morning a headache', { weeks: 33 }],
    ['33 weeks since this morning a headache', { weeks: 33 }],
    ['33 weeks, after lunch a headache', { weeks: 33 }],
    ['2 months postpartum', { daysSinceBirth: 60 }],
    ['35 years', {}],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    ['it hurts for 6 weeks', ['weeks-long']],
    ['3 weeks of it', ['weeks-long']],
    ['for 2 months', ['weeks-long']],
    ['1 week', []],
    ['20 weeks', []],
    ['6 weeks old', []],
  ])('or how long it lasts: %s', (text, expected) => {
    expect(concepts(text)).toEqual(expected);
  });
});

describe('rhythm and tablets', () => {
  test.each([
    ['every 5 minutes', ['every-few-minutes']],
    ['5 minutes apart', ['every-few-minutes']],
    ['every 2 minutes', ['every-few-minutes', 'every-minute-or-two']],
    ['every 45 minutes', []],
    ['5 minutes on the bus', []],
    ['12 paracetamol', ['tablets-many']],
    ['20 small tablets', ['tablets-many']],
    ['2 paracetamol', []],
    ['5 g of paracetamol', ['tablets-many']],
    ['1 g of paracetamol', []],
    ['500 grams', []],
  ])('%s', (text, expected) => {
    expect(concepts(text)).toEqual(expected);
  });
});
