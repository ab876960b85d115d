/** docs/benchmarks-optimiser.md, from what was measured. */

/** @typedef {import("../optimiser.mjs").Run} Run */
/** @typedef {import("../optimiser.mjs").Case} Case */
/**
 * @typedef {{ begun: string, all: (part: string) => any[], entries: (part: string) => [string, any][], cases: Case[], seeds: number[], machine: string,
 *   peers: readonly string[], beside: string[] }} Measured
 */

const FAMILIES = ["c", "r", "rc", "pr"];
const PEER_NAMES = /** @type {Record<string, string>} */ ({
  pyvrp: "PyVRP 0.14.1",
  "ortools-tabu": "OR-Tools 9.15, tabu search",
  "ortools-gls": "OR-Tools 9.15, guided local search",
});
/** Goals of the mean gap and of the worst case, per cent. */
const GOALS = /** @type {Record<string, [number, number | undefined]>} */ ({
  "native-1000": [0.2, 3],
  "native-100": [0.6, undefined],
  "wasm-1000": [0.4, undefined],
  "wasm-100": [1, undefined],
});
const PART_NAMES = /** @type {Record<string, string>} */ ({
  "native-1000": "natively, 1 s",
  "native-100": "natively, 0.1 s",
  "wasm-1000": "WebAssembly, 1 s",
  "wasm-100": "WebAssembly, 0.1 s",
});

const family = (/** @type {string} */ name) => /^[a-z]+/.exec(name)?.[0] ?? "";
const mean = (/** @type {number[]} */ all) => all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
const percent = (/** @type {number} */ value) => `${value.toFixed(2)} %`;
const called = (/** @type {{ instance: string, routes: number }} */ one) => `${one.instance}/${one.routes}`;

/** @param {string[][]} rows the first is the head */
function table(rows) {
  const [head = [], ...body] = rows;
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...body.map(line)].join("\n");
}

/** @param {Case[]} cases */
function gaps(cases) {
  const best = new Map(cases.map((one) => [called(one), one.best]));
  return (/** @type {{ instance: string, routes: number, profit: number }} */ run) => {
    const known = best.get(called(run)) ?? run.profit;
    return (100 * (known - run.profit)) / known;
  };
}

/** @param {Measured} measured */
function publicInstances({ all, cases, seeds }) {
  const gap = gaps(cases);
  const wanted = cases.length * seeds.length;
  const rows = [["", "runs", ...FAMILIES, "all", "goal", "worst case", "rounds a second, median"]];
  const verdicts = [];
  for (const [part, [goal, worstGoal]] of Object.entries(GOALS)) {
    /** @type {Run[]} */
    const runs = all(part);
    if (runs.length === 0) {
      verdicts.push(`- ${PART_NAMES[part]}: not measured.`);
      continue;
    }
    const of = (/** @type {string} */ name) => runs.filter((run) => family(run.instance) === name).map(gap);
    const total = mean(runs.map(gap));
    const worst = runs.reduce((a, b) => (gap(b) > gap(a) ? b : a));
    const perSecond = runs.map((run) => run.rounds * (part.endsWith("1000") ? 1 : 10)).sort((a, b) => a - b)[runs.length >> 1] ?? 0;
    const whole = runs.length === wanted ? "" : ` of ${wanted}`;
    const shown = FAMILIES.map((name) => (of(name).length > 0 ? percent(mean(of(name))) : "–"));
    rows.push([PART_NAMES[part] ?? part, `${runs.length}${whole}`, ...shown, percent(total), `≤ ${percent(goal)}`, `${called(worst)}, ${percent(gap(worst))}`, perSecond.toLocaleString("en")]);
    const good = whole ? "met so far" : "met";
    const met = total <= goal ? good : "**not met**";
    const over = runs.filter((run) => worstGoal !== undefined && gap(run) > worstGoal);
    const bad = over.map((run) => `${called(run)} with seed ${run.seed}: ${percent(gap(run))}`).join(", ");
    const single = worstGoal === undefined ? "" : over.length === 0 ? `; no case worse than ${worstGoal} %: ${good}` : `; no case worse than ${worstGoal} %: **not met** (${bad})`;
    const part_ = whole && ` So far ${runs.length} of ${wanted} runs.`;
    verdicts.push(`- ${PART_NAMES[part]}: mean gap ${percent(total)}, goal ≤ ${percent(goal)}: ${met}${single}.${part_}`);
  }
  return `${table(rows)}\n\n${verdicts.join("\n")}`;
}

/** @param {Measured} measured */
function byFamilyAndRoutes({ all, cases }) {
  const gap = gaps(cases);
  /** @type {Run[]} */
  const runs = all("native-1000");
  const rows = [["natively, 1 s: mean and worst", "1 route", "2 routes", "3 routes", "4 routes"]];
  for (const name of FAMILIES) {
    const cells = [1, 2, 3, 4].map((routes) => {
      const own = runs.filter((run) => family(run.instance) === name && run.routes === routes).map(gap);
      return own.length > 0 ? `${percent(mean(own))}, ${percent(Math.max(...own))}` : "–";
    });
    rows.push([name, ...cells]);
  }
  return table(rows);
}

/** @param {Measured} measured */
function newBests({ all, cases }) {
  const gap = gaps(cases);
  /** @type {Map<string, Run>} */
  const found = new Map();
  for (const part of [...Object.keys(GOALS), "peers okolica"]) {
    for (const run of /** @type {Run[]} */ (all(part))) {
      const before = found.get(called(run));
      if (gap(run) < 0 && (!before || run.profit > before.profit)) found.set(called(run), run);
    }
  }
  const runs = [...found.values()].sort((a, b) => called(a).localeCompare(called(b), "en", { numeric: true }));
  if (runs.length === 0) return "None.";
  return runs
    .map((run) => {
      const known = cases.find((one) => called(one) === called(run));
      const doubt = known?.confirmed ? "" : ", which nobody has confirmed";
      const routes = run.plan.map((route) => `  - ${route.join(" ")}`).join("\n");
      return `- ${called(run)}: ${run.profit}; best known was ${known?.best}${doubt}\n${routes}`;
    })
    .join("\n");
}

/** @param {Measured} measured */
function peers({ entries, cases, peers, beside }) {
  const own = new Map(entries("peers okolica"));
  if (own.size === 0) return "Not measured: skipped, or without python3.";
  const others = peers.map((peer) => new Map(entries(`peers ${peer}`)));
  const whole = [...own.keys()].filter((name) => others.every((one) => one.has(name)));
  const best = new Map(cases.map((one) => [called(one), one.best]));
  const gap = (/** @type {string} */ name, /** @type {{ profit: number }} */ run) => (100 * ((best.get(name) ?? 0) - run.profit)) / (best.get(name) ?? 1);
  const columns = [own, ...others];
  const rows = [["instance/routes", "best known", "Okolica", ...peers.map((peer) => PEER_NAMES[peer] ?? peer)]];
  for (const name of whole) rows.push([name, String(best.get(name)), ...columns.map((column) => String(column.get(name).profit))]);
  const means = columns.map((column) => mean(whole.map((name) => gap(name, column.get(name)))));
  rows.push(["**mean gap**", "", ...means.map((one) => `**${percent(one)}**`)]);
  const [ours = 0, ...theirs] = means;
  const met = theirs.every((one) => ours < one) ? "met" : "**not met**";
  const wanted = cases.filter(({ instance, routes }) => beside.includes(instance) && routes <= 2).length;
  const part = whole.length < wanted ? ` So far ${whole.length} of ${wanted} cases.` : "";
  return `${table(rows)}\n\nOurs ahead of both on average: ${met}.${part}`;
}

/** @param {Measured} measured @param {"mctopmtw" | "ttdp"} kind @param {number} columns pairs beside each other */
function profits({ all }, kind, columns) {
  const runs = /** @type {Run[]} */ (all(kind));
  if (runs.length === 0) return "Not measured.";
  const natural = (/** @type {Run} */ a, /** @type {Run} */ b) => a.instance.localeCompare(b.instance, "en", { numeric: true });
  const cells = runs.sort(natural).map((run) => [run.instance.replace("MCTOPMTW-", ""), String(run.profit)]);
  const height = Math.ceil(cells.length / columns);
  const rows = [Array.from({ length: columns }, () => ["instance", "profit"]).flat()];
  for (let row = 0; row < height; row += 1) {
    rows.push(Array.from({ length: columns }, (_, column) => cells[column * height + row] ?? ["", ""]).flat());
  }
  return `${table(rows)}\n\nSum ${runs.reduce((sum, run) => sum + run.profit, 0)} over ${runs.length} instances.`;
}

/** @param {Measured} measured */
export function page(measured) {
  const growth = measured.all("growth");
  const [size] = measured.all("size");
  const kb = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const growthRows = [["places", "first proposal, ms", "its score", "at 0.1 s", "at 1 s", "at 10 s", "within 1 % of that after, s", "memory of the process"], ...growth];
  return `# Benchmarks of the optimiser

Written by \`node bench/optimiser.mjs\`, which \`make bench\` calls; never a timed test. Every plan was checked. How the solver
works, and what was tried: [decisions/optimiser.md](decisions/optimiser.md).

Begun on ${measured.begun}, ${measured.machine}. Times are the processor's time of one core. Seeds ${measured.seeds.join(", ")} for the public TOPTW instances, seed 1 elsewhere. The public instances are no part of the project: they
are read from \`../shared/data/bench/toptw\`, or from where \`OKOLICA_TOPTW\` says.

## TOPTW: 39 instances of Righini and Salani, 1 to 4 routes

Mean gap to the best known profit; a plan above it counts as a negative gap. Profits were counted anew by
\`bench/optimiser/toptw.mjs\`, which shares nothing with the solver. WebAssembly ran in Node, built as the browser's part is; its
time is that of the whole process.

${publicInstances(measured)}

${byFamilyAndRoutes(measured)}

### Plans above the best known profit

The ids of each route, as the instance's file numbers them.

${newBests(measured)}

## Beside PyVRP and OR-Tools

The fourth, sixth and eighth instance of each family with 1 and 2 routes, 1 s each, one after the other in one run
(\`bench/peers\`). PyVRP gets a prize of 1,000 a point and a distance cost of 1, OR-Tools a penalty of 1,000 a point; the clock of each
begins with its search, after its model is built. The same independent check for all.

${peers(measured)}

## MC-TOP-MTW: several windows, categories, a budget

Profit at 1 s, 48 instances of Souffriau et al. (2013). No reference values are at hand to compare with.

${profits(measured, "mctopmtw", 4)}

## TTDP: opening hours by weekday

Profit at 1 s, 29 instances of Gavalas et al. No reference values are at hand to compare with.

${profits(measured, "ttdp", 4)}

## Growth

Three days of ten hours in a generated city (\`crates/planner/examples/growth\`), each size in a process of its own. Above 320 places
the solver looks at a choice of them, here 200 by score per time of trip and 40 by score. That may lose a place that is
worth little by itself but lies on the way of others; on two generated cities each, 1 s with the choice gave 0.6 and 1.0 % less than
10 s without it for 500 places, 1.5 % less and 0.4 % more for 1,000. The first proposal includes making the choice.

${growth.length > 0 ? table(growthRows) : "Not measured."}

## Size

${size ? `The solver adds ${kb(size.plain)} of WebAssembly to a program, ${kb(size.brotli)} with Brotli: \`instances\` less \`bare\` in \`bench/optimiser\`, built and optimised as the browser's part is. It includes the reader of the instances, not the checker.` : "Not measured."}
`;
}
