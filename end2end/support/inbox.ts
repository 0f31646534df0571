// Everybody's phone: the HTTP gateway of the service under test delivers here.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "@playwright/test";

/** A text message, as the gateway adapter posts it. */
export interface Message {
  to: string;
  text: string;
  message_id: string;
  template: string;
  lang: string;
}

export class Inbox {
  readonly messages: Message[] = [];
  readonly #read = new Set<Message>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Inbox> {
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      inbox.messages.push(JSON.parse(body) as Message);
      response.writeHead(202, { "content-type": "application/json" }).end("{}");
    });
    const inbox = new Inbox(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return inbox;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Messages to a mobile so far. */
  to(mobile: string): Message[] {
    return this.messages.filter((message) => message.to === `+91${mobile}`);
  }

  /** The next message to a mobile that no test has looked at; waits for it. */
  async next(mobile: string): Promise<Message> {
    const unread = () => this.to(mobile).find((message) => !this.#read.has(message));
    await expect.poll(unread, { message: `an SMS to ${mobile}` }).toBeTruthy();
    const message = unread()!;
    this.#read.add(message);
    return message;
  }

  /** The code of the next message. */
  async code(mobile: string): Promise<string> {
    const { text } = await this.next(mobile);
    const code = text.match(/\b\d{6}\b/)?.[0];
    if (!code) throw new Error(`no code in: ${text}`);
    return code;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

/** A code that is certainly another one. */
export const wrong = (code: string, by = 1): string => String((Number(code) + by) % 1_000_000).padStart(6, "0");
