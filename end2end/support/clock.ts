// The clock of the service under test: the system's, moved by what a file says.
import { writeFileSync } from "node:fs";

export class ServerClock {
  #offset = 0;

  constructor(readonly file: string) {
    this.#write();
  }

  /** Whether somebody has moved it: then the browser's clock and this one disagree. */
  get moved(): boolean {
    return this.#offset !== 0;
  }

  /** Puts the clock forward by milliseconds. */
  forward(milliseconds: number): void {
    this.#offset += milliseconds;
    this.#write();
  }

  /** Sets the clock to a moment, in milliseconds since 1970; it goes on from there. */
  set(moment: number): void {
    this.#offset = Math.round(moment - Date.now());
    this.#write();
  }

  #write(): void {
    writeFileSync(this.file, String(this.#offset));
  }
}
