import type { Server } from "node:http";
import type { Socket } from "node:net";

export interface SocketBounds {
  /** How many strangers may be connected at a time. */
  readonly mostStrangers: number;
  /** Milliseconds from the connection to its end, whatever is sent meanwhile. */
  readonly deadlineMs: number;
}

/**
 * Keeps room for whoever has something to say: a newcomer is never turned away for those who came before and say
 * nothing. Where there are too many the oldest goes, of the address that has the most; nobody stays past the deadline,
 * however slowly they talk.
 */
export class BoundedSockets {
  readonly #bounds: SocketBounds;
  /** Those who have not shown the secret, oldest first. */
  readonly #strangers = new Set<Socket>();

  constructor(server: Server, bounds: SocketBounds) {
    this.#bounds = bounds;
    server.on("connection", (socket: Socket) => this.#admit(socket));
  }

  /** The one at the other end has the secret: nobody takes the place. */
  trust(socket: Socket): void {
    this.#strangers.delete(socket);
  }

  #admit(socket: Socket): void {
    this.#strangers.add(socket);
    const timer = setTimeout(() => socket.destroy(), this.#bounds.deadlineMs);
    socket.once("close", () => {
      clearTimeout(timer);
      this.#strangers.delete(socket);
    });
    if (this.#strangers.size > this.#bounds.mostStrangers) this.#oldestOfTheMost()?.destroy();
  }

  #oldestOfTheMost(): Socket | undefined {
    const byAddress = new Map<string, Socket[]>();
    for (const socket of this.#strangers) {
      const address = socket.remoteAddress ?? "";
      byAddress.set(address, [...(byAddress.get(address) ?? []), socket]);
    }
    const [most] = [...byAddress.values()].toSorted((left, right) => right.length - left.length);
    return most?.[0];
  }
}
