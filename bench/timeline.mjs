/** The timeline of 7 days with 10 stops each, and an edit of the longest plan: microseconds natively and in the browser. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium as playwright } from "playwright-core";
import { chromium } from "../end2end/harness/chromium.mjs";

/** The programs of bench/timeline/src/bin with how often each does its work in one run, as they say. */
const PROGRAMS = /** @type {const} */ ({ week: 10_000, month: 500 });

/** @typedef {{ native: number, inBrowser: number }} Times microseconds */

/**
 * @param {string} root the project
 * @returns {Promise<{ week: Times, month: Times, version: string }>}
 */
export async function timeline(root) {
  const target = join(root, "target/bench");
  const how = { cwd: join(root, "bench/timeline"), encoding: /** @type {const} */ ("utf8"), env: { ...process.env, CARGO_TARGET_DIR: target } };
  execFileSync("cargo", ["build", "--quiet", "--locked", "--release"], how);
  execFileSync("cargo", ["build", "--quiet", "--locked", "--target", "wasm32-unknown-unknown", "--profile", "wasm-release"], how);
  const browser = await playwright.launch(chromium);
  try {
    const page = await browser.newPage();
    /** @param {"week" | "month"} program @returns {Promise<Times>} */
    const times = async (program) => {
      const native = [1, 2, 3].map(() => Number(execFileSync(join(target, "release", program), how)));
      const module = readFileSync(join(target, `wasm32-unknown-unknown/wasm-release/${program}.wasm`)).toString("base64");
      const inBrowser = await page.evaluate(
        async ([encoded, rounds]) => {
          const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
          const { instance } = await WebAssembly.instantiate(bytes, {});
          const main = /** @type {(argc: number, argv: number) => number} */ (instance.exports["main"]);
          const runs = [1, 2, 3, 4].map(() => {
            const begun = performance.now();
            main(0, 0);
            return ((performance.now() - begun) * 1000) / rounds;
          });
          return Math.min(...runs.slice(1));
        },
        /** @type {const} */ ([module, PROGRAMS[program]]),
      );
      return { native: Math.min(...native), inBrowser };
    };
    return { week: await times("week"), month: await times("month"), version: browser.version() };
  } finally {
    await browser.close();
  }
}
