import { createSpeller, vocabulary } from '../../../src/knowledge/safety/spelling';
import { smallLexicon } from './support';

const lexicon = smallLexicon({ a: ['bleeding', 'contraction*', 'chest pain', 'breathe', 'swollen', 'numb'] });
const known = new Set([...vocabulary(lexicon), 'breeding', 'reading']);
const spell = createSpeller(lexicon, (word) => known.has(word));

describe('the speller', () => {
  test.each([
    ['bleding', 'bleeding'],
    ['bleeeding', 'bleeding'],
    ['bleednig', 'bleeding'],
    ['swolen', 'swollen'],
    ['contrctions', 'contractions'],
    ['contrcations', 'contractions'],
    ['brethe', 'breathe'],
  ])('mends %s', (word, expected) => {
    expect(spell(word)).toBe(expected);
  });

  test.each([
    ['a known word', 'breeding'],
    ['another first letter', 'xleeding'],
    ['a short word', 'nubm'],
    ['two slips in a short word', 'swlln'],
    ['a word far off', 'pillow'],
    ['digits', 'bl33ding'],
    ['no word at all', 'b'.repeat(500)],
  ])('leaves %s alone', (_, word) => {
    expect(spell(word)).toBe(word);
  });

  test('prefers the word that more patterns use', () => {
    const two = smallLexicon({ a: ['passed out', 'passed stool', 'parsed'] });
    expect(createSpeller(two, (word) => vocabulary(two).has(word))('pased')).toBe('passed');
  });

  test('knows the words of patterns, and stems with their endings', () => {
    const words = vocabulary(smallLexicon({ a: ['^ bleed* (so much|heavily) !from $', 'very? #'] }));
    expect([...words].sort()).toEqual(
      ['bleed', 'bleeded', 'bleeding', 'bleeds', 'from', 'heavily', 'much', 'so', 'very'].sort(),
    );
  });
});
