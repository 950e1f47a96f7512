import { brain } from '../../support/startChat';

// What is only named or hinted at is asked about, and what is offered as a button raises an alarm.

const offered = [...brain.library.languages.values()].flatMap(({ code, redFlag }) =>
  [...brain.library.flags.keys()].flatMap((flag) =>
    (redFlag(flag).ask ?? []).map((title) => [code, flag, title] as const),
  ),
);

test('there are buttons to check', () => {
  expect(offered.length).toBeGreaterThan(150);
});

test.each(offered)('%s %s: the button "%s" raises an alarm for today at least', (_code, _flag, title) => {
  const { alarm } = brain.checkSafety(title);
  expect({ title, level: alarm?.level }).toEqual({
    title,
    level: expect.stringMatching(/^(same-day|emergency)$/) as string,
  });
});

test.each([
  ['sepsis symptoms', 'sepsis'],
  ['preeclampsia', 'preeclampsia-possible'],
  ['dvt in pregnancy', 'dvt'],
  ['pulmonary embolism or pulled muscle', 'pulmonary-embolism'],
  ['cauda equina what is it', 'cauda-equina'],
  ['my back pain is scary', 'gut-feeling'],
  ['this pain is freaking me out, freaked out', 'gut-feeling'],
  ['síntomas de preeclampsia', 'preeclampsia-possible'],
  ['trombosis en el embarazo', 'dvt'],
  ['me asusta este dolor de espalda', 'gut-feeling'],
])('"%s" raises no alarm and is asked about (%s)', (text, flag) => {
  const { alarm, check } = brain.checkSafety(text);
  expect({ text, alarm: alarm?.flag, check }).toEqual({ text, alarm: undefined, check: flag });
});

test.each([
  'they ruled out preeclampsia, no preeclampsia at all',
  'my aunt had sepsis in 1994',
  'i had appendicitis as a child',
  'no tengo preeclampsia',
  'what helps with back pain',
  'im scared of needles',
])('"%s" is not asked about', (text) => {
  const { alarm, check } = brain.checkSafety(text);
  expect({ text, alarm: alarm?.flag, check }).toEqual({ text, alarm: undefined, check: undefined });
});

test('an alarm is not followed by a question', () => {
  expect(brain.checkSafety('is it sepsis? i have a fever of 39.5')).toMatchObject({
    alarm: { level: 'same-day' },
    check: undefined,
  });
});
