/** Words that people put into the name of something that was not meant to stay. */
const leftovers =
  /(?<![a-z])(test|tests|testing|tmp|temp|temporary|old|copy|delete|unused|deprecated|backup|demo)(?![a-z])/i;

/** Says so where a name reads like something that was not meant to stay. */
export function leftoverWords(name: string): readonly string[] {
  const [word] = leftovers.exec(name) ?? [];
  return word === undefined ? [] : [`its name says "${word}"`];
}
