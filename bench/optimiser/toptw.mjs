/** A public TOPTW instance, and a judge of its plans that shares nothing with any solver. */

/**
 * @typedef {{ x: number, y: number, stay: number, profit: number, open: number, close: number }} Point times in whole units
 * @typedef {{ points: Map<number, Point>, unit: number }} Instance
 */

/**
 * Solomon's instances (whole coordinates) are counted in tenths, those of Cordeau et al. in hundredths.
 * @param {string} text @returns {Instance}
 */
export function read(text) {
  const rows = text.split("\n").map((line) => line.trim().split(/\s+/).map(Number)).filter((row) => row.length > 2).slice(1);
  const unit = rows.every(([, x = 0, y = 0]) => Number.isInteger(x) && Number.isInteger(y)) ? 10 : 100;
  const points = new Map();
  for (const row of rows) {
    const [id = 0, x = 0, y = 0, stay = 0, profit = 0] = row;
    const [open = 0, close = 0] = row.slice(-2);
    points.set(id, { x, y, stay: Math.round(stay * unit), profit, open: Math.round(open * unit), close: Math.round(close * unit) });
  }
  return { points, unit };
}

/**
 * The distance rounded down. Coordinates have at most three decimals: in thousandths the root is of a whole number, and
 * the next whole distance is tried by multiplication, so that no rounding decides.
 * @param {Instance} instance @param {Point} from @param {Point} to
 */
export function way({ unit }, from, to) {
  const per = 1_000 / unit;
  const side = (/** @type {number} */ a, /** @type {number} */ b) => Math.round((a - b) * 1_000);
  const square = side(from.x, to.x) ** 2 + side(from.y, to.y) ** 2;
  let time = Math.floor(Math.sqrt(square) / per);
  while (((time + 1) * per) ** 2 <= square) time += 1;
  while ((time * per) ** 2 > square) time -= 1;
  return time;
}

/**
 * The profit of a plan. Throws if it breaks a rule.
 * @param {Instance} instance @param {number[][]} plan the ids of every route @param {number} routes how many it may have
 */
export function profit(instance, plan, routes) {
  const { points } = instance;
  const depot = points.get(0);
  if (!depot || plan.length > routes) throw new Error(`${plan.length} routes instead of ${routes}`);
  const seen = new Set();
  let sum = 0;
  for (const route of plan) {
    let now = depot.open;
    let here = depot;
    for (const id of route) {
      const point = points.get(id);
      if (!point || id === 0 || seen.has(id)) throw new Error(`no place, or for the second time: ${id}`);
      seen.add(id);
      const start = Math.max(now + way(instance, here, point), point.open);
      if (start > point.close) throw new Error(`${id} begins at ${start}, after ${point.close}`);
      now = start + point.stay;
      here = point;
      sum += point.profit;
    }
    if (now + way(instance, here, depot) > depot.close) throw new Error("a route is back too late");
  }
  return sum;
}
