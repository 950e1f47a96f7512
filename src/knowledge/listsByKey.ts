/** Adds to the list of a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Gives back what the lists of a map have in reserve: tens of thousands of short lists are kept for good. */
export function tighten<K, V>(map: Map<K, V[]>): void {
  for (const [key, list] of map) map.set(key, list.slice());
}
