/** What steering does to a whole day's visitors: a seeded simulation. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Between these the page holds the tables. */
const [FIRST, BEHIND] = ["### Goals", "## What was tried on the way"];

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

/** Runs the simulation and puts its tables into docs/dispersion.md. @param {string} root the project @returns {string} what to say */
export function keep(root) {
  const file = join(root, "docs/dispersion.md");
  const [page, told] = [readFileSync(file, "utf8"), dispersion(root)];
  const [from, to] = [page.indexOf(FIRST), page.indexOf(BEHIND)];
  if (from < 0 || to < from || !told.includes(FIRST)) throw new Error(`${file} has no place for the tables`);
  writeFileSync(file, `${page.slice(0, from)}${told.slice(told.indexOf(FIRST))}\n\n${page.slice(to)}`);
  return "The tables are in docs/dispersion.md.";
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(keep(join(dirname(fileURLToPath(import.meta.url)), "..")));
}
