import { brain } from '../../support/startChat';

// Since when it is so, as she tells it with the symptom.
test.each([
  ['i cant breathe since this morning', { when: 'this-morning' }],
  ['chest pain started an hour ago', { when: 'hours', count: 1 }],
  ['my calf is swollen, 3 days now', { when: 'days', count: 3 }],
  ['i have had a bad headache for 2 days', { when: 'days', count: 2 }],
  ['fever since yesterday', { when: 'yesterday' }],
  ['bleeding since last night', { when: 'last-night' }],
  ['im 33 weeks and my calf is swollen', undefined],
  ['gave birth 5 days ago and i have a fever', undefined],
  ['tengo fiebre desde ayer', { when: 'yesterday' }],
  ['hace 2 horas que no puedo respirar', { when: 'hours', count: 2 }],
  ['llevo 3 días con fiebre', { when: 'days', count: 3 }],
  ['estoy de 33 semanas y tengo fiebre', undefined],
])('%s', (text, since) => {
  const { alarm } = brain.checkSafety(text);
  expect({ text, since: alarm?.since }).toEqual({ text, since });
});

test('no onset of one message is told of the symptom of another', () => {
  const first = brain.checkSafety('my back has been stiff since yesterday');
  expect(brain.checkSafety('i cant breathe', first.context).alarm?.since).toBeUndefined();
});
