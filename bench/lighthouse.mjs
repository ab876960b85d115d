/** Lighthouse as a phone, several times, because one run says little. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "../end2end/harness/chromium.mjs";

const run = promisify(execFile);
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

/** How often a run is tried: the browser now and then loses the beginning of its trace. */
const ATTEMPTS = 3;

/**
 * The report of one run.
 * @param {string} root the project @param {string} url @param {string} cookie
 */
async function once(root, url, cookie) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { stdout } = await run(
        join(root, "node_modules/.bin/lighthouse"),
        [
          url,
          "--quiet",
          "--output=json",
          `--only-categories=${CATEGORIES.join(",")}`,
          `--extra-headers=${JSON.stringify(cookie ? { Cookie: cookie } : {})}`,
          `--chrome-flags=--headless=new ${chromium.args.join(" ")}`,
        ],
        { env: { ...process.env, CHROME_PATH: chromium.executablePath }, maxBuffer: 64 << 20 },
      );
      return JSON.parse(stdout);
    } catch (error) {
      const { stderr = "" } = /** @type {{ stderr?: string }} */ (error);
      if (attempt === ATTEMPTS || !stderr.includes("run Lighthouse again")) throw error;
    }
  }
}

/**
 * The median of performance and the worst of the others.
 * @param {string} root the project @param {string} url @param {string} cookie @param {number} runs
 */
export async function lighthouse(root, url, cookie, runs) {
  /** @type {any[]} */
  const reports = [];
  for (let turn = 0; turn < runs; turn += 1) {
    reports.push(await once(root, url, cookie));
  }
  /** @param {string} category */
  const scores = (category) =>
    reports.map((report) => Math.round((report.categories[category]?.score ?? 0) * 100)).sort((a, b) => a - b);
  const median = reports.sort((a, b) => a.categories.performance.score - b.categories.performance.score)[Math.floor(runs / 2)];
  const audit = (/** @type {string} */ name) => median.audits[name]?.displayValue ?? "";
  const failed = CATEGORIES.slice(1).flatMap((category) =>
    median.categories[category].auditRefs
      .filter((/** @type {{id: string, weight: number}} */ one) => one.weight > 0 && median.audits[one.id].score !== null && median.audits[one.id].score < 1)
      .map((/** @type {{id: string}} */ one) => one.id),
  );
  return {
    performance: scores("performance")[Math.floor(runs / 2)] ?? 0,
    accessibility: scores("accessibility")[0] ?? 0,
    bestPractices: scores("best-practices")[0] ?? 0,
    seo: scores("seo")[0] ?? 0,
    largestPaint: audit("largest-contentful-paint"),
    blocking: audit("total-blocking-time"),
    shift: audit("cumulative-layout-shift"),
    failed,
  };
}
