/** The values of an Accept-Language or Accept-Encoding header, best first, without those refused by `q=0`. */
export function preferences(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [value = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return { value, quality: Number(quality) };
    })
    .filter(({ value, quality }) => value !== '' && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ value }) => value);
}

/** The first of the wanted language tags that there is, "es" for "es-MX" too; else the first of `languages`. */
export function chooseLanguage(languages: readonly string[], wanted: readonly string[]): string {
  const primary = (tag: string): string | undefined => tag.toLowerCase().split('-')[0];
  for (const tag of wanted) {
    const found =
      languages.find((language) => language.toLowerCase() === tag.toLowerCase()) ??
      languages.find((language) => primary(language) === primary(tag));
    if (found !== undefined) return found;
  }
  const [first] = languages;
  if (first === undefined) throw new Error('The page needs at least one language.');
  return first;
}
