/**
 * `make bench`: measures what the project promises, prints tables and keeps them in docs/benchmarks.md. With `--quick` without the
 * optimiser and the simulation of dispersion, which take an hour and have pages of their own.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import { Product, ROOT } from "../end2end/harness/product.mjs";
import { STOPS, Visitor } from "../end2end/harness/visitor.mjs";
import { generate } from "./catalogue.mjs";
import { keep } from "./dispersion.mjs";
import { lighthouse } from "./lighthouse.mjs";
import { load } from "./load.mjs";
import { optimiser } from "./optimiser.mjs";
import { longPage } from "./page.mjs";
import { DAYS, proposals } from "./proposal.mjs";
import { sizes } from "./sizes.mjs";
import { timeline } from "./timeline.mjs";

const LARGE = 20_000;
const LIGHTHOUSE_RUNS = 5;
const HOW = { requests: 2_000, connections: 25 };

/** @param {string[][]} rows the first is the head */
function table(rows) {
  const [head = [], ...body] = rows;
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...body.map(line)].join("\n");
}

const kb = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const ms = (/** @type {number} */ value) => `${value.toFixed(2)} ms`;
const say = (/** @type {string} */ what) => console.log(`\n▸ ${what}`);

/** @param {Product} product @param {string} name @param {string[]} venues */
async function loads(product, name, venues) {
  const rows = [];
  for (const [page, path] of /** @type {[string, (n: number) => string][]} */ ([
    ["Discover", () => "/"],
    ["Discover, searched", (n) => `/?q=${["zamek", "park", "muzeum", "las"][n % 4]}`],
    ["a venue", (n) => `/venues/${venues[n % venues.length]}`],
  ])) {
    const found = await load(product, path, HOW);
    rows.push([`${page}, ${name}`, ms(found.cpuMs), ms(found.p50), ms(found.p99), found.perSecond.toFixed(0), `${found.residentMb.toFixed(0)} MB`]);
    console.log(`  ${rows.at(-1)?.join("  ")}`);
  }
  return rows;
}

const slugs = readFileSync(join(ROOT, "data/venues.csv"), "utf8").split("\n").slice(1).map((row) => row.split(",", 1)[0] ?? "").filter(Boolean);
const loadRows = [["page and catalogue", "CPU per request", "p50", "p99", "requests per second", "memory"]];

say("sizes and load, the catalogue");
const product = await Product.start();
const size = await sizes(product);
loadRows.push(...(await loads(product, `${slugs.length} venues`, slugs)));

say(`Lighthouse, ${LIGHTHOUSE_RUNS} runs of each page`);
const visitor = new Visitor(product.url);
const plan = await visitor.plan();
const lighthouseRows = [["page", "performance (median)", "accessibility", "best practices", "SEO", "largest paint", "blocking", "shift", "not passed"]];
for (const [name, path, cookie] of [
  ["Discover", "/", ""],
  ["a venue", `/venues/${STOPS[0]}`, ""],
  ["a plan", plan, visitor.cookie],
]) {
  const found = await lighthouse(ROOT, product.url + path, cookie ?? "", LIGHTHOUSE_RUNS);
  const scores = [found.performance, found.accessibility, found.bestPractices, found.seo].map(String);
  lighthouseRows.push([name ?? "", ...scores, found.largestPaint, found.blocking, found.shift, found.failed.join(", ") || "–"]);
  console.log(`  ${lighthouseRows.at(-1)?.join("  ")}`);
}

say("the page of a plan of 30 days with 200 stops");
const long = await longPage(product, slugs);
const longRows = [
  ["the page of a plan of 30 days with 200 stops", "time"],
  ["an edit, from the click to the second frame after it, median", ms(long.median)],
  ["the same, worst", ms(long.worst)],
  ["the longest task that an edit and what follows from it cause; 0 for none of 50 ms", ms(long.longestTask)],
  ["from the address to a living page", ms(long.alive)],
];
for (const row of longRows.slice(1)) console.log(`  ${row.join("  ")}`);

say(`a plan of ${DAYS} days is filled`);
const filled = await proposals(product);
const filledRows = [
  [`"Fill the day" for ${DAYS} days among ${filled.candidates} venues`, "time", "goal"],
  ["from the click to the first proposal on the screen, median", ms(filled.median), "150 ms"],
  ["the same, worst", ms(filled.worst), ""],
  ["the longest task while the search runs; 0 for none of 50 ms", ms(filled.longestTask), "50 ms"],
];
for (const row of filledRows.slice(1)) console.log(`  ${row.join("  ")}`);
await product.stop();

say(`load, ${LARGE} generated venues`);
const folder = mkdtempSync(join(tmpdir(), "okolica-bench-"));
const large = await Product.start({}, generate(ROOT, folder, LARGE));
const generated = Array.from({ length: 500 }, (_, number) => `bench-${number * 40}`);
loadRows.push(...(await loads(large, `${LARGE + slugs.length} venues`, generated)));
await large.stop();
rmSync(folder, { recursive: true, force: true });

say("timeline of 7 days with 10 stops each; an edit of 30 days with 200 stops");
const told = await timeline(ROOT);
const µs = (/** @type {number} */ value) => `${value.toFixed(1)} µs`;
const timelineRows = [
  ["timeline", "natively", "as WebAssembly in Chromium"],
  ["7 days with 10 stops each, told once", µs(told.week.native), µs(told.week.inBrowser)],
  ["an edit of 30 days with 200 stops, told anew", µs(told.month.native), µs(told.month.inBrowser)],
];
for (const row of timelineRows.slice(1)) console.log(`  ${row.join("  ")}`);

if (!process.argv.includes("--quick")) {
  say("the optimiser, three quarters of an hour");
  console.log(`  ${await optimiser()}`);
  say("the simulation of dispersion, a quarter of an hour");
  console.log(`  ${keep(ROOT)}`);
}

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim();
const sizeRows = [
  ["first load of Discover", "size", "goal"],
  ["JavaScript, Brotli", kb(size.javaScript), ""],
  ["WebAssembly, Brotli", kb(size.webAssembly), ""],
  ["both, before any map", kb(size.javaScript + size.webAssembly), "≤ 250 kB"],
  ...size.chunks.map(([name, bytes]) => [`fetched when needed: ${name}, Brotli`, kb(bytes), ""]),
  ["styles, Brotli", kb(size.styles), ""],
  ["HTML", kb(size.html), "≤ 40 kB"],
  ["HTML, Brotli", kb(size.htmlCompressed), ""],
  ["the map apart: script, Brotli", kb(size.mapScript), ""],
  ["the map apart: worker, Brotli", kb(size.mapWorker), ""],
  ["the map apart: styles, Brotli", kb(size.mapStyles), ""],
];
const page = `# Benchmarks

Written by \`make bench\`; never a timed test. Read ratios, not absolutes.

${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${type()}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB,
Node ${process.versions.node}, Chromium ${told.version}. The load generator and the browser share the machine with the server.

## Sizes

${table(sizeRows)}

## Load

\`bench/load.mjs\`: ${HOW.requests} requests over ${HOW.connections} connections, release build, SQLite; CPU of the server's process. Goal: ≤ 3 ms of CPU per
request, and at most twice as much with ${LARGE} generated venues (\`bench/catalogue.mjs\`) on top of the catalogue.

${table(loadRows)}

## Lighthouse

Mobile, ${LIGHTHOUSE_RUNS} runs: the median of performance, the worst of the others. Goal: ≥ 95, 100, 100, 100. A plan is
personal and asks not to be indexed, which Lighthouse counts against its SEO (\`is-crawlable\`).

${table(lighthouseRows)}

## Timeline

\`bench/timeline\`, with estimated travel times. An edit is what the builder does with one: the plan copied, edited, compared, told
from its first day to its last and summed up. Goal: less than a frame, 16 ms.

${table(timelineRows)}

\`bench/page.mjs\`: "earlier" and "later" clicked in a window of 1440 by 900, ${long.elements.toLocaleString("en")} elements on the page. Two frames of
60 a second are 33 ms by themselves.

${table(longRows)}

## A proposal

\`bench/proposal.mjs\`: the venues are fetched when somebody points at the button; two frames of 60 a second are 33 ms by
themselves.

${table(filledRows)}

## Optimiser and dispersion

Pages of their own: [the optimiser](benchmarks-optimiser.md) on public instances, beside others and as it grows, and
[dispersion](dispersion.md), a simulation.
`;
writeFileSync(join(ROOT, "docs/benchmarks.md"), page);
console.log(`\n${[sizeRows, loadRows, lighthouseRows, timelineRows, longRows, filledRows].map(table).join("\n\n")}\n\nKept in docs/benchmarks.md.`);
