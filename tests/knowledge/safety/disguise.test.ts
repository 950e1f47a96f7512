import { undisguise } from '../../../src/knowledge/safety/disguise';

test.each([
  ['i c.a.n.t breathe', 'i cant breathe'],
  ['c a n t breathe', 'cant breathe'],
  ['i want to k1ll myself', 'i want to kill myself'],
  ['bl33ding a lot', 'bleeding a lot'],
  ['i cant\nbreathe', 'i cant breathe'],
  ['i cant... breathe', 'i cant breathe'],
  ['chest. pain.', 'chest pain.'],
  ['bl\u0435\u0435ding', 'bleeding'],
])('%j is read as %j', (written, meant) => {
  expect(undisguise(written)).toBe(meant);
});

test.each([
  'i am 32wks and my back aches',
  'my bp is 120/80',
  'I feel fine. My back aches',
  '38+4, 2nd baby',
])('%j hides nothing', (text) => {
  expect(undisguise(text)).toBe(text);
});
