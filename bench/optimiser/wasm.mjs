/** The solver as WebAssembly in Node. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

/** As cargo-leptos calls it for the browser's part. */
const OPTIMISED = ["-Oz", "--all-features"];

/**
 * Builds the programs of bench/optimiser/src/bin.
 * @param {string} root the project @param {string} target
 * @returns {(program: string) => string} where each lies
 */
export function build(root, target) {
  const how = { cwd: join(root, "bench/optimiser"), env: { ...process.env, CARGO_TARGET_DIR: target } };
  const args = ["build", "--quiet", "--locked", "--features", "node", "--target", "wasm32-unknown-unknown", "--profile", "wasm-release"];
  execFileSync("cargo", [...args, "--bin", "instances", "--bin", "bare"], how);
  return (program) => join(target, `wasm32-unknown-unknown/wasm-release/${program}.wasm`);
}

/** @typedef {{ routes: number[][], rounds: number }} Answer the ids of every route */

/**
 * A solver in the time of this process, which WebAssembly's compiler in other threads adds to: against us, not for us.
 * @param {string} file
 */
export async function solver(file) {
  const module = await WebAssembly.compile(readFileSync(file));
  /** @param {string} text the instance @param {number} routes @param {number} seed @param {number} millis @returns {Promise<Answer>} */
  return async (text, routes, seed, millis) => {
    const bytes = Buffer.from(text);
    /** @type {number[]} */
    const told = [];
    let begun = process.cpuUsage();
    const elapsed = () => {
      const { user, system } = process.cpuUsage(begun);
      return Math.min(1_024, Math.floor(((user + system) * 1_024) / (millis * 1_000)));
    };
    const node = {
      input: (/** @type {number} */ at) => bytes[at] ?? -1,
      routes: () => routes,
      seed: () => seed,
      elapsed,
      tell: (/** @type {number} */ number) => told.push(number),
    };
    const instance = await WebAssembly.instantiate(module, { node });
    const main = /** @type {(argc: number, argv: number) => number} */ (instance.exports["main"]);
    begun = process.cpuUsage();
    if (main(0, 0) !== 0) throw new Error("the instance cannot be read");
    const [rounds = 0, ...rest] = told;
    const answer = [];
    while (rest.length > 0) answer.push(rest.splice(0, 1 + (rest[0] ?? 0)).slice(1));
    return { routes: answer, rounds };
  };
}

/**
 * Bytes of a program, optimised as the browser's part is, and compressed.
 * @param {string} root the project @param {string} file
 */
export function size(root, file) {
  const folder = mkdtempSync(join(tmpdir(), "okolica-optimiser-"));
  const small = join(folder, "small.wasm");
  execFileSync(join(root, "node_modules/.bin/wasm-opt"), [...OPTIMISED, "-o", small, file]);
  const bytes = readFileSync(small);
  rmSync(folder, { recursive: true });
  return { plain: bytes.length, brotli: brotliCompressSync(bytes).length };
}
