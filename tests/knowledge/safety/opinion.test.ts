import { createOpinion } from '../../../src/knowledge/safety/opinion';
import { trainOpinion, type OpinionExample } from '../../../src/knowledge/safety/opinionTraining';
import { createFeatureReader } from '../../../src/knowledge/safety/opinionFeatures';
import { createReader } from '../../../src/knowledge/safety/reading';
import { levelRank, type Level } from '../../../src/knowledge/safety/levels';
import { createSafetyCheck } from '../../../src/knowledge/safety/safetyCheck';
import { stemmerFor } from '../../../src/knowledge/stem';
import { tokenize } from '../../../src/knowledge/text';
import { brain } from '../../support/startChat';
import { SILENT, smallLexicon } from './support';

const lexicon = smallLexicon({ bleeding: ['bleed*'] }, { denial: ['no'], informational: ['signs of'] });
const read = createReader(lexicon, () => true);
const reading = (text: string) => read(text, tokenize(text));
const features = createFeatureReader(lexicon, stemmerFor('en'));
const levelOf = (flag: string): Level => (flag === 'tooth' ? 'same-day' : 'emergency');

const repeat = (texts: string[], flag: string | undefined): OpinionExample[] =>
  [0, 1, 2, 3].flatMap(() => texts.map((text) => ({ text, flag })));
const examples = [
  ...repeat(['a purple dragon bit me', 'the purple dragon burns', 'dragon fire on my arm'], 'dragon'),
  ...repeat(['my tooth fell out', 'a tooth is loose', 'loose tooth hurts'], 'tooth'),
  ...repeat(
    ['which pillow is soft', 'a walk in the park', 'no dragon here', 'signs of a dragon', 'my soft bed'],
    undefined,
  ),
];
const model = trainOpinion(examples, reading, features, levelOf, 0.02);
const opine = createOpinion({ ...model, alarm: 0 }, features, levelOf);
const think = (text: string) => opine(reading(text), undefined);

test('what it learnt raises the level of its flag, and names the words that decided', () => {
  const text = 'that dragon burns my purple arm';
  const opinion = think(text);
  expect(opinion).toMatchObject({ level: 'emergency', flag: 'dragon' });
  const words = opinion?.at.map((at) => tokenize(text)[at]?.norm);
  expect(words).toContain('dragon');
  expect(think('my loose tooth')).toMatchObject({ level: 'same-day', flag: 'tooth' });
});

test('it says nothing of a message that has its level already', () => {
  expect(opine(reading('my loose tooth'), 'same-day')).toBeUndefined();
  expect(opine(reading('my loose tooth'), 'few-days')).toBeDefined();
});

test('what it learnt as harmless raises nothing', () => {
  expect(think('is a soft pillow in the park')).toBeUndefined();
  expect(think('no dragon')).toBeUndefined();
  expect(think('signs of a dragon')).toBeUndefined();
});

test('a long story around it does not drown it', () => {
  const story = 'which pillow is soft and a walk in the park is my soft bed which pillow';
  expect(think(`${story}. the purple dragon bit me. ${story}. ${story}`)).toMatchObject({ flag: 'dragon' });
});

test('the same examples give the same model', () => {
  expect(trainOpinion(examples, reading, features, levelOf, 0.02)).toEqual(model);
});

test('above its threshold there are few harmless messages', () => {
  expect(model.alarm).toBeGreaterThan(-1);
  expect(
    createOpinion({ ...model, alarm: Infinity }, features, levelOf)(reading('dragon'), undefined),
  ).toBeUndefined();
});

test('it only raises: no message has a lower level with it than by the rules alone', () => {
  const rulesOnly = createSafetyCheck(brain.library, () => SILENT);
  for (const { safetyExamples } of brain.library.languages.values()) {
    const texts = Object.values(safetyExamples.flags).flatMap((all) => all.slice(0, 5));
    for (const text of [...texts, ...safetyExamples.harmless.slice(0, 200)]) {
      const alone = levelRank(rulesOnly(text).alarm?.level);
      expect([text, levelRank(brain.checkSafety(text).alarm?.level) >= alone]).toEqual([text, true]);
    }
  }
});

test('in the product it finds what no rule names', () => {
  for (const { code, safetyExamples } of brain.library.languages.values()) {
    const texts = Object.values(safetyExamples.flags).flat();
    const found = texts.filter((text) => /second opinion/.test(brain.checkSafety(text).alarm?.why ?? ''));
    expect([code, found.length > 50]).toEqual([code, true]);
  }
});
