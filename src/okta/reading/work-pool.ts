/**
 * Works through a list with so many workers at a time, in order of the list.
 *
 * @param work must not reject for one item what the others could still do
 */
export async function workThrough<Item>(
  items: readonly Item[],
  workers: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, worker));
}

/** As many as the governor will ever let out at a time; it decides how many really are. */
export const defaultWorkers = 16;
