/** The release build of Okolica, served for one worker of the tests: own port, own database, a clock that stands still. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = join(ROOT, "target/release/okolica");

/** A Saturday morning: what is open is the same in every run. */
export const NOW = "2026-11-21T09:00";

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export class Product {
  private constructor(
    readonly url: string,
    readonly folder: string,
    readonly pid: number,
    private readonly process: ChildProcess,
    private readonly lines: string[],
  ) {}

  /** What the program wrote so far. */
  get log(): string {
    return this.lines.join("");
  }

  static async start(settings: Record<string, string> = {}): Promise<Product> {
    if (!existsSync(PROGRAM)) throw new Error(`There is no ${PROGRAM}: run scripts/build first.`);
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), "okolica-end2end-"));
    const url = `http://127.0.0.1:${port}`;
    // Nothing of the caller's environment but what programs need anywhere: a setting there must not change a test.
    const { PATH = "", HOME = "" } = process.env;
    const child = spawn(PROGRAM, ["serve"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH,
        HOME,
        LEPTOS_OUTPUT_NAME: "okolica",
        LEPTOS_SITE_ROOT: join(ROOT, "target/site"),
        LEPTOS_SITE_PKG_DIR: "pkg",
        LEPTOS_HASH_FILES: "true",
        OKOLICA_ADDRESS: `127.0.0.1:${port}`,
        OKOLICA_BASE_URL: url,
        OKOLICA_DATA_DIR: folder,
        OKOLICA_NOW: NOW,
        ...settings,
      },
    });
    const lines: string[] = [];
    child.stdout.on("data", (chunk) => lines.push(String(chunk)));
    child.stderr.on("data", (chunk) => lines.push(String(chunk)));
    const product = new Product(url, folder, child.pid ?? 0, child, lines);
    for (let waited = 0; waited < 60_000; waited += 100) {
      if (child.exitCode !== null) break;
      const ready = await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
      if (ready) return product;
      await pause(100);
    }
    const log = product.log;
    await product.stop();
    throw new Error(`Okolica did not become ready:\n${log}`);
  }

  /** Asks the program to end, and insists after ten seconds. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const gone = new Promise((resolve) => this.process.once("exit", resolve));
      this.process.kill("SIGTERM");
      const insist = setTimeout(() => this.process.kill("SIGKILL"), 10_000);
      await gone;
      clearTimeout(insist);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
