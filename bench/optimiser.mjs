/**
 * The optimiser measured: public instances natively and as WebAssembly, general solvers beside it, growth and size. Writes
 * docs/benchmarks-optimiser.md. `node bench/optimiser.mjs [PART…]` runs all parts, or some. What was measured is kept
 * in target/bench/optimiser, so that a run that was interrupted goes on, until the solver changes; `--fresh` begins anew,
 * `--report` only writes the page from what is there.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, totalmem, type } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { page } from "./optimiser/page.mjs";
import { profit, read } from "./optimiser/toptw.mjs";
import { build, size, solver } from "./optimiser/wasm.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const INSTANCES = process.env["OKOLICA_TOPTW"] ?? join(ROOT, "../shared/data/bench/toptw");
const TARGET = join(process.env["CARGO_TARGET_DIR"] ?? join(ROOT, "target"), "bench/optimiser");
const SEEDS = [1, 2, 3, 4, 5];
/** The fourth, sixth and eighth of every family. */
const BESIDE = ["c", "r", "rc", "pr"].flatMap((family) => ["04", "06", "08"].map((number) => `${family}${family === "pr" ? "" : 1}${number}`));
export const PEERS = /** @type {const} */ (["pyvrp", "ortools-tabu", "ortools-gls"]);
export const SIZES = [50, 100, 200, 500, 1_000, 5_000];

/** @typedef {{ instance: string, routes: number, seed: number, profit: number, plan: number[][], rounds: number }} Run */
/** @typedef {{ key: string, value: any }} Kept */

/** What all answers depend on. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const folder of ["crates/planner/src", "crates/planner/examples", "bench/optimiser", "bench/peers"]) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
    const names = files.filter((file) => /\.(rs|toml|lock|py|txt)$/.test(file.name)).map((file) => join(file.parentPath, file.name));
    for (const name of names.sort()) hash.update(readFileSync(name));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Keeps every answer as soon as it is there. */
class Store {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
    /** @type {Map<string, any>} */
    this.known = new Map(lines.map((line) => JSON.parse(line)).map((/** @type {Kept} */ one) => [one.key, one.value]));
  }

  /** @template T @param {string} key @param {() => T | Promise<T>} ask @returns {Promise<T>} */
  async get(key, ask) {
    if (!this.known.has(key)) {
      const value = await ask();
      this.known.set(key, value);
      appendFileSync(this.file, `${JSON.stringify({ key, value })}\n`);
    }
    return this.known.get(key);
  }

  /** What was kept of a part, by the rest of its key. @param {string} part @returns {[string, any][]} */
  entries(part) {
    const own = [...this.known].filter(([key]) => key.startsWith(`${part} `));
    return own.map(([key, value]) => [key.slice(part.length + 1), value]);
  }

  /** @param {string} part @returns {any[]} */
  all(part) {
    return this.entries(part).map(([, value]) => value);
  }
}

/** @typedef {{ instance: string, routes: number, best: number, confirmed: boolean }} Case */

/** @returns {Case[]} */
function cases() {
  const rows = readFileSync(join(INSTANCES, "best-known.csv"), "utf8").split("\n").slice(1).map((row) => row.trim().split(","));
  return rows.filter((row) => row.length >= 4).map(([instance = "", routes, best, status]) => ({
    instance,
    routes: Number(routes),
    best: Number(best),
    confirmed: status === "confirmed",
  }));
}

const text = (/** @type {string} */ instance) => readFileSync(join(INSTANCES, `toptw/${instance}.txt`), "utf8");

/**
 * Counts the profit anew; whoever says another one is wrong.
 * @param {Case} one @param {number[][]} plan @param {number} [said]
 */
function checked(one, plan, said) {
  const counted = profit(read(text(one.instance)), plan, one.routes);
  if (said !== undefined && said !== counted) throw new Error(`${one.instance}/${one.routes}: ${said} said, ${counted} counted`);
  return counted;
}

/** @param {string} example @param {string[]} args */
function planner(example, args) {
  return execFileSync(join(TARGET, "native/release/examples", example), args, { encoding: "utf8", maxBuffer: 1 << 26 });
}

let isBuilt = false;
function buildNative() {
  if (isBuilt) return;
  const env = { ...process.env, CARGO_TARGET_DIR: join(TARGET, "native") };
  execFileSync("cargo", ["build", "--quiet", "--locked", "--release", "-p", "planner", "--examples"], { cwd: ROOT, env });
  isBuilt = true;
}

/** @param {Case} one @param {number} seed @param {number} millis @returns {Run} */
function native(one, seed, millis) {
  buildNative();
  const only = `${one.instance}/${one.routes}`;
  /** @type {Run} */
  const run = JSON.parse(planner("benchmark", [INSTANCES, "--json", "--only", only, "--seeds", String(seed), "--millis", String(millis)]));
  return { ...run, profit: checked(one, run.plan, run.profit) };
}

/** @type {Awaited<ReturnType<typeof solver>> | undefined} */
let prepared;
async function buildWasm() {
  if (!prepared) {
    prepared = await solver(build(ROOT, join(TARGET, "wasm"))("instances"));
    // The engine's compiler in other threads is over before anything is measured.
    await prepared(text("c101"), 2, 1, 3_000);
  }
  return prepared;
}

/** @param {Case} one @param {number} seed @param {number} millis @returns {Promise<Run>} */
async function inWasm(one, seed, millis) {
  const solve = await buildWasm();
  const { routes: plan, rounds } = await solve(text(one.instance), one.routes, seed, millis);
  return { instance: one.instance, routes: one.routes, seed, profit: checked(one, plan), plan, rounds };
}

let python = "";
function installPeers() {
  if (python) return;
  const folder = join(TARGET, "peers");
  const own = join(folder, "bin/python");
  const requirements = join(ROOT, "bench/peers/requirements.txt");
  if (!existsSync(own)) execFileSync("python3", ["-m", "venv", folder], { stdio: "ignore" });
  execFileSync(own, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements], { stdio: "ignore" });
  python = own;
}

/** @param {string} peer @param {Case} one @returns {{ profit: number, seconds: number, plan: number[][] }} */
function ask(peer, one) {
  const args = [join(ROOT, "bench/peers/run.py"), peer, join(INSTANCES, `toptw/${one.instance}.txt`), String(one.routes), "1"];
  const { plan, seconds } = JSON.parse(execFileSync(python, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  return { profit: checked(one, plan), seconds, plan };
}

/** @param {Store} store @param {string} name @param {(one: Case, seed: number) => Run | Promise<Run>} run */
async function everywhere(store, name, run) {
  // Seed by seed: what is interrupted has measured everything once.
  for (const seed of SEEDS) {
    for (const one of cases()) await store.get(`${name} ${one.instance}/${one.routes} ${seed}`, () => run(one, seed));
    console.log(`  ${name}: seed ${seed} of ${SEEDS.length}`);
  }
}

/** @param {Store} store @param {"mctopmtw" | "ttdp"} kind */
async function kinds(store, kind) {
  for (const file of readdirSync(join(INSTANCES, kind)).filter((file) => file.endsWith(".txt") && file !== "format.txt").sort()) {
    const name = file.replace(".txt", "");
    await store.get(`${kind} ${name}`, () => {
      buildNative();
      // Its checker has passed every plan.
      return JSON.parse(planner("benchmark", [INSTANCES, "--kind", kind, "--json", "--only", `${name}/0`]));
    });
  }
}

/** @type {Record<string, (store: Store) => Promise<void>>} */
const PARTS = {
  size: async (store) => {
    await store.get("size all", () => {
      const where = build(ROOT, join(TARGET, "wasm"));
      const [solver, bare] = [size(ROOT, where("instances")), size(ROOT, where("bare"))];
      return { plain: solver.plain - bare.plain, brotli: solver.brotli - bare.brotli };
    });
  },
  peers: async (store) => {
    try {
      installPeers();
    } catch {
      return console.log("  PyVRP and OR-Tools: skipped, no python3 with venv, or no PyPI");
    }
    const compared = cases().filter(({ instance, routes }) => BESIDE.includes(instance) && routes <= 2);
    for (const one of compared) {
      const name = `${one.instance}/${one.routes}`;
      const { profit: own } = await store.get(`peers okolica ${name}`, () => native(one, 1, 1_000));
      /** @type {number[]} */
      const others = [];
      for (const peer of PEERS) others.push((await store.get(`peers ${peer} ${name}`, () => ask(peer, one))).profit);
      console.log(`  ${name}: ${own}, ${PEERS.map((peer, at) => `${peer} ${others[at]}`).join(", ")}`);
    }
  },
  growth: async (store) => {
    for (const places of SIZES) {
      await store.get(`growth ${places}`, () => {
        buildNative();
        const row = planner("growth", ["--places", String(places)]).trim().split("\n").at(-1) ?? "";
        return row.split("|").slice(1, -1).map((cell) => cell.trim());
      });
    }
  },
  mctopmtw: (store) => kinds(store, "mctopmtw"),
  ttdp: (store) => kinds(store, "ttdp"),
  "native-100": (store) => everywhere(store, "native-100", (one, seed) => native(one, seed, 100)),
  "native-1000": (store) => everywhere(store, "native-1000", (one, seed) => native(one, seed, 1_000)),
  "wasm-100": (store) => everywhere(store, "wasm-100", (one, seed) => inWasm(one, seed, 100)),
  "wasm-1000": (store) => everywhere(store, "wasm-1000", (one, seed) => inWasm(one, seed, 1_000)),
};

/**
 * Measures and writes the page. What to say of it in docs/benchmarks.md.
 * @param {string[]} [parts] all of them by default
 */
export async function optimiser(parts = Object.keys(PARTS)) {
  if (!existsSync(join(INSTANCES, "best-known.csv"))) return "The optimiser: skipped: the public instances are not present.";
  mkdirSync(TARGET, { recursive: true });
  const store = new Store(join(TARGET, `${fingerprint()}.ndjson`));
  for (const part of parts) {
    console.log(`▸ optimiser: ${part}`);
    await PARTS[part]?.(store);
  }
  const begun = await store.get("begun on", () => new Date().toISOString().slice(0, 10));
  const machine = `${type()}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}`;
  const written = page({ begun, all: (part) => store.all(part), entries: (part) => store.entries(part), cases: cases(), seeds: SEEDS, machine, peers: PEERS, beside: BESIDE });
  writeFileSync(join(ROOT, "docs/benchmarks-optimiser.md"), written);
  return "The optimiser's figures are in [benchmarks-optimiser.md](benchmarks-optimiser.md).";
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2);
  if (args.includes("--fresh")) rmSync(join(TARGET, `${fingerprint()}.ndjson`), { force: true });
  const parts = args.filter((arg) => !arg.startsWith("--"));
  const unknown = parts.filter((part) => !(part in PARTS));
  if (unknown.length > 0) throw new Error(`no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  console.log(await optimiser(args.includes("--report") ? [] : parts.length > 0 ? parts : undefined));
}
