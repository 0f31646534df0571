// One running kyvs: the real binary with its own directory, keys, registry, providers and clock.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

import { ServerClock } from "./clock.ts";
import { Inbox } from "./inbox.ts";
import { People, registry } from "./people.ts";

const BINARY = resolve(process.env.KYVS_BIN ?? new URL("../../target/debug/kyvs", import.meta.url).pathname);
const run = promisify(execFile);

/** What `kyvs provider add` prints. */
export interface Keys {
  provider_id: string;
  site_key: string;
  secret_key: string;
}

export interface Options {
  /** More lines of the configuration file, by section. */
  settings?: Record<string, string[]>;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

export class Service {
  readonly people = new People();
  readonly clock: ServerClock;
  #process?: ChildProcess;

  private constructor(
    readonly folder: string,
    readonly origin: string,
    readonly ops: string,
    readonly inbox: Inbox,
  ) {
    this.clock = new ServerClock(join(folder, "clock"));
  }

  /** Makes keys and registry. It does not serve yet: providers come first. */
  static async prepare({ settings = {} }: Options = {}): Promise<Service> {
    const folder = mkdtempSync(join(tmpdir(), "kyvs-end2end-"));
    const inbox = await Inbox.start();
    const [port, opsPort] = [await freePort(), await freePort()];
    const origin = `http://localhost:${port}`;
    const sections: Record<string, string[]> = {
      server: [`listen = "127.0.0.1:${port}"`, `ops_listen = "127.0.0.1:${opsPort}"`, `public_url = "${origin}"`],
      store: [`url = "sqlite:${folder}/kyvs.db"`],
      secrets: [`master_key_file = "${folder}/master.key"`],
      sms: [`gateways = ["inbox"]`],
      "sms.inbox": [`kind = "http"`, `url = "${inbox.url}"`],
    };
    for (const [name, lines] of Object.entries(settings)) sections[name] = [...(sections[name] ?? []), ...lines];
    const text = Object.entries(sections).map(([name, lines]) => `[${name}]\n${lines.join("\n")}\n`);
    writeFileSync(join(folder, "kyvs.toml"), text.join("\n"));
    writeFileSync(join(folder, "people.csv"), registry());

    const service = new Service(folder, origin, `http://127.0.0.1:${opsPort}`, inbox);
    await service.command("keys", "init");
    await service.command("import", join(folder, "people.csv"));
    return service;
  }

  get #environment(): NodeJS.ProcessEnv {
    return { ...process.env, KYVS_CLOCK_FILE: this.clock.file };
  }

  /** Runs a command of kyvs and gives what it prints. */
  async command(...words: string[]): Promise<string> {
    const args = [...words, "--config", join(this.folder, "kyvs.toml")];
    const { stdout } = await run(BINARY, args, { cwd: this.folder, env: this.#environment });
    return stdout;
  }

  /** Registers a provider. */
  async addProvider(...flags: string[]): Promise<Keys> {
    return JSON.parse(await this.command("provider", "add", ...flags, "--json")) as Keys;
  }

  /** Starts to serve, and waits until it answers. */
  async serve(): Promise<void> {
    const log = join(this.folder, "log");
    const output = openSync(log, "a");
    const child = spawn(BINARY, ["serve", "--config", join(this.folder, "kyvs.toml")], {
      cwd: this.folder, env: this.#environment, stdio: ["ignore", output, output],
    });
    this.#process = child;
    // A worker that ends early leaves nothing running behind.
    process.once("exit", () => child.kill("SIGKILL"));
    const deadline = Date.now() + 20_000;
    for (;;) {
      const ready = await fetch(`${this.ops}/readyz`).then((answer) => answer.ok, () => false);
      if (ready) return;
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`kyvs serve did not start:\n${readFileSync(log, "utf8")}`);
      await new Promise((again) => setTimeout(again, 50));
    }
  }

  /** What the service has logged. */
  log(): string {
    return readFileSync(join(this.folder, "log"), "utf8");
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGKILL");
      await ended;
    }
    await this.inbox.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
