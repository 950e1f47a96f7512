import { compilePatterns } from '../../../src/knowledge/safety/patterns';
import { tokenize } from '../../../src/knowledge/text';

/** The words of every span that the pattern finds. */
function finds(pattern: string | string[], text: string, others: Record<string, string[]> = {}): string[] {
  const tokens = tokenize(text);
  const find = compilePatterns({ ...others, it: [pattern].flat() });
  return find(tokens)
    .filter(({ concept }) => concept === 'it')
    .map(({ start, end }) =>
      tokens
        .slice(start, end)
        .map(({ norm }) => norm)
        .join(' '),
    );
}

describe('patterns', () => {
  test.each([
    ['a word', 'pain', 'pain', ['pain']],
    ['a word is no stem', 'pain', 'painful', []],
    ['a stem', 'bleed*', 'she bleeds', ['bleeds']],
    ['either word', 'chest|heart pain', 'heart pain', ['heart pain']],
    ['words in a row', 'chest pain', 'chest and pain', []],
    ['an optional word', 'down my? arm', 'down arm', ['down arm']],
    ['an optional word that is there', 'down my? arm', 'down my arm', ['down my arm']],
    ['an optional first word', 'very? ill', 'very ill', ['very ill', 'ill']],
    ['a number', 'every # minutes', 'every 5 minutes', ['every 5 minutes']],
    ['a number first', '# weeks', 'for 3 weeks', ['3 weeks']],
    ['a group of phrases', 'want to (die|end it)', 'want to end it', ['want to end it']],
    ['a group of words and phrases', '(so|very very) sore', 'very very sore', ['very very sore']],
    ['a group that may be left out', 'sick (all day|all night)? of', 'sick of it', ['sick of']],
    ['a group that is there', 'sick (all day|all night)? of', 'sick all day of it', ['sick all day of']],
    ['a word of a group that may be left out', 'so (very|all day)? sick', 'so sick', ['so sick']],
    ['a gap that leads to nothing', 'sick ~ (all day)?', 'sick', ['sick']],
    ['a gap over commas', 'if ~, call', 'if i bleed, should i call', ['if i bleed should i call']],
    ['no gap over a full stop', 'if ~, call', 'if i bleed. should i call', []],
    ['a short gap', 'baby ~ moving', 'baby is not moving', ['baby is not moving']],
    ['a short gap is not longer', 'baby ~ moving', 'baby is really not moving', []],
    ['a long gap', 'baby ~~ moving', 'baby is really just not moving', ['baby is really just not moving']],
    [
      'a very long gap',
      'pain ~~~ breathe',
      'pain in my upper back when i breathe',
      ['pain in my upper back when i breathe'],
    ],
    ['not before certain words', 'fell !asleep|in', 'i fell asleep', []],
    ['not before certain words, with others', 'fell !asleep|in', 'i fell over', ['fell']],
    ['the beginning of a clause', '^ is it', 'well, is it', ['is it']],
    ['the middle of a clause', '^ is it', 'what is it', []],
    ['the end of a clause', 'gone $', 'it is gone, i think', ['gone']],
    ['words that follow', 'gone $', 'it is gone quiet', []],
    ['nothing over a comma', 'chest pain', 'chest, pain', []],
    ['no gap over a comma', 'chest ~ pain', 'chest here, some pain', []],
    ['accents and apostrophes', 'cant', 'I can’t', ['cant']],
  ])('find %s', (_, pattern, text, expected) => {
    expect(finds(pattern, text)).toEqual(expected);
  });

  test('refer to other concepts, whatever their order', () => {
    expect(finds('@site ~ @pain', 'my back really hurts', { site: ['back'], pain: ['hurt*'] })).toEqual([
      'back really hurts',
    ]);
  });

  test('report a place once, however many patterns find it', () => {
    expect(finds(['bleeding', 'bleed*', 'bleeding|blood'], 'bleeding')).toEqual(['bleeding']);
  });

  test.each([
    ['~ pain', 'must begin and end with a word'],
    ['pain ~', 'must begin and end with a word'],
    ['very?', 'needs a word that is not optional'],
    ['pain|', 'has an empty word'],
    ['p*', 'has a stem of fewer than 2 letters'],
    ['pain ^', 'has "^" after its beginning'],
    ['pain !@site', 'excludes a concept'],
    ['a (b|(c d) e)', 'has a group inside a group'],
    ['a (b|c', 'has a bracket too many'],
    ['a !(b c)', 'excludes a group'],
    ['@nowhere', 'does not exist'],
    ['@it', 'refers to itself'],
  ])('are refused: %s', (pattern, reason) => {
    expect(() => compilePatterns({ site: ['back'], it: [pattern] })).toThrow(reason);
  });

  test('forget nothing between messages', () => {
    const find = compilePatterns({ it: ['chest ~ pain'] });
    expect(find(tokenize('chest'))).toEqual([]);
    expect(find(tokenize('pain'))).toEqual([]);
    expect(find(tokenize('chest pain'))).toHaveLength(1);
  });
});
