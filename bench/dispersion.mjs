/** What steering does to a whole day's visitors: a seeded simulation. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/**
 * Under a quarter of an hour on two cores; progress goes to standard error. The result does not depend on the number of threads.
 * @param {string} root the project
 * @param {{ visitors?: number, iterations?: number, seeds?: number }} [size]
 * @returns {string} a section of docs/benchmarks.md, which begins with its heading
 */
export function dispersion(root, size = {}) {
  const args = Object.entries(size).flatMap(([name, number]) => [`--${name}`, String(number)]);
  return execFileSync("cargo", ["run", "--quiet", "--locked", "--release", "--", ...args], {
    cwd: join(root, "bench/dispersion"),
    encoding: "utf8",
    env: { ...process.env, CARGO_TARGET_DIR: join(root, "target/bench") },
    stdio: ["ignore", "pipe", "inherit"],
  }).trim();
}
