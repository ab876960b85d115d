/** The release build of Okolica, served for one worker of the tests: own port, own database, a clock that stands still. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** Another build than the one of `scripts/build`, for whoever keeps several. */
export const { TEST_PROGRAM: PROGRAM = join(ROOT, "target/release/okolica"), TEST_SITE: SITE = join(ROOT, "target/site") } = process.env;

/** A Saturday morning: what is open is the same in every run. */
export const NOW = "2026-11-21T09:00";

/** @returns {Promise<number>} a port of 127.0.0.1 that nobody listens on */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Product {
  /**
   * @param {string} url
   * @param {string} folder
   * @param {import("node:child_process").ChildProcess} child
   * @param {string[]} lines
   */
  constructor(url, folder, child, lines) {
    this.url = url;
    this.folder = folder;
    this.pid = child.pid ?? 0;
    this.child = child;
    this.lines = lines;
  }

  /** What the program wrote so far. */
  get log() {
    return this.lines.join("");
  }

  /**
   * Starts a product and waits until it is ready.
   * @param {Record<string, string>} [settings] environment on top of that of the tests
   * @param {string[]} [catalogues] files of venues to load before
   */
  static async start(settings = {}, catalogues = []) {
    if (!existsSync(PROGRAM)) throw new Error(`There is no ${PROGRAM}: run scripts/build first.`);
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), "okolica-end2end-"));
    const url = `http://127.0.0.1:${port}`;
    // Nothing of the caller's environment but what programs need anywhere: a setting there must not change a test.
    const { PATH = "", HOME = "" } = process.env;
    const env = {
      PATH,
      HOME,
      LEPTOS_OUTPUT_NAME: "okolica",
      LEPTOS_SITE_ROOT: SITE,
      LEPTOS_SITE_PKG_DIR: "pkg",
      LEPTOS_HASH_FILES: "true",
      OKOLICA_ADDRESS: `127.0.0.1:${port}`,
      OKOLICA_BASE_URL: url,
      OKOLICA_DATA_FOLDER: folder,
      OKOLICA_NOW: NOW,
      ...settings,
    };
    for (const file of catalogues) execFileSync(PROGRAM, ["catalogue", "load", file], { cwd: ROOT, env, stdio: ["ignore", "ignore", "inherit"] });
    const child = spawn(PROGRAM, ["serve"], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], env });
    /** @type {string[]} */
    const lines = [];
    child.stdout.on("data", (chunk) => lines.push(String(chunk)));
    child.stderr.on("data", (chunk) => lines.push(String(chunk)));
    const product = new Product(url, folder, child, lines);
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
  async stop() {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise((resolve) => this.child.once("exit", resolve));
      this.child.kill("SIGTERM");
      const insist = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
      await gone;
      clearTimeout(insist);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
