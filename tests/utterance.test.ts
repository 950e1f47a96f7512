import type { Activity } from 'botbuilder';
import { readUtterance } from '../src/utterance';

const bot = { id: '28:bot', name: 'Back Care' };
const mention = (text: string, id: string) => ({ type: 'mention', text, mentioned: { id } });
const heard = (activity: Partial<Activity>): string => {
  const utterance = readUtterance({ channelId: 'msteams', recipient: bot, ...activity });
  return utterance.kind === 'text' ? utterance.text.replace(/\s+/g, ' ').trim() : utterance.kind;
};

test.each([
  ['of the bot goes', '<at>Back Care</at>&nbsp;hello', [mention('<at>Back Care</at>', '28:bot')], 'hello'],
  [
    'of the bot goes by its id, whatever it is called there',
    '<at id="0">BC</at> hello',
    [mention('<at id="0">BC</at>', '28:bot')],
    'hello',
  ],
  ['of the bot goes by its name', '<at>Back Care</at> hello', [], 'hello'],
  ['of nobody is read', '<at>i cant breathe</at>', [], 'i cant breathe'],
  [
    'of somebody else is read',
    '<at>i cant breathe</at>',
    [mention('<at>i cant breathe</at>', '29:x')],
    'i cant breathe',
  ],
  ['that never ends is read', '<at>Back Care i cant breathe', [], 'Back Care i cant breathe'],
  [
    'that ends late takes nothing with it',
    '<at>x <at>i cant breathe</at></at> hello',
    [],
    'x i cant breathe hello',
  ],
])('a mention %s', (_what, text, entities, expected) => {
  expect(heard({ text, entities: entities })).toBe(expected);
});

test('what Teams escapes is read as it was typed, once', () => {
  expect(heard({ text: 'i can&#39;t breathe &amp; i&nbsp;can&#x2019;t stand' })).toBe(
    "i can't breathe & i can’t stand",
  );
  expect(heard({ text: '&amp;lt; &nosuch; &#9999999;' })).toBe('&lt; &nosuch;');
});

test('a line break in Teams stays one, so that "no" does not reach over it', () => {
  expect(readUtterance({ channelId: 'msteams', text: 'no fever\nchest pain' })).toMatchObject({
    text: 'no fever\nchest pain',
  });
});

test('in other channels nothing is taken for a mention', () => {
  expect(heard({ channelId: 'webchat', text: '<at>i cant breathe</at>' })).toBe('<at>i cant breathe</at>');
});

test.each(['<at>', '<at ', '</at', '<at></at', '&#', '&'])(
  'half a megabyte of %j is read in no time',
  (piece) => {
    const start = performance.now();
    heard({ text: piece.repeat(500_000 / piece.length) });
    expect(performance.now() - start).toBeLessThan(500);
  },
);
