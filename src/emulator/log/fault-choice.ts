/** When a fault happens among the occasions that it fits. */
interface Occasions {
  /** Which of them, counted from 1; left out: all. */
  readonly nth?: readonly number[] | undefined;
  /** How likely each of them is hit, 0 to 1. */
  readonly probability: number;
}

/** Chooses which of several faults happens, occasion by occasion; each counts those that it fits. */
export class FaultChoice<Fault extends Occasions> {
  readonly #entries: readonly { readonly fault: Fault; seen: number }[];
  readonly #random: () => number;

  constructor(faults: readonly Fault[], random: () => number) {
    this.#entries = faults.map((fault) => ({ fault, seen: 0 }));
    this.#random = random;
  }

  /** The first that happens on this occasion, or null; the others have counted it too. */
  next(fits: (fault: Fault) => boolean): Fault | null {
    let chosen: Fault | null = null;
    for (const entry of this.#entries) {
      const { fault } = entry;
      if (!fits(fault)) continue;
      entry.seen += 1;
      const isMeant = fault.nth?.includes(entry.seen) ?? true;
      if (isMeant && this.#random() < fault.probability) chosen ??= fault;
    }
    return chosen;
  }
}
