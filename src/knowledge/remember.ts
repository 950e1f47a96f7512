const LIMIT = 20_000;

/** Makes a value for a text once and keeps it; when too many are kept, it begins anew, so that memory stays bounded. */
export function remember<T>(make: (text: string) => T, limit = LIMIT): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const before = made.get(text);
    if (before !== undefined) return before;
    const value = make(text);
    if (made.size >= limit) made.clear();
    made.set(text, value);
    return value;
  };
}
