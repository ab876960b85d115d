// @ts-check
/** Plain geometry in degrees of longitude and latitude (WGS 84). */

/** @typedef {[number, number]} Point */
/** @typedef {[number, number, number, number]} Box West, south, east, north. */

/** Where Poland lies; nothing outside it may be searched. */
const POLAND = /** @type {Box} */ ([14.1, 49.0, 24.2, 54.9]);

/**
 * The smallest box around all points, or nothing if there are none.
 * @param {Iterable<Point>} points
 * @returns {Box | undefined}
 */
export function boxAround(points) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  }
  return west <= east ? [west, south, east, north] : undefined;
}

/**
 * The part of a box that lies in Poland, or nothing.
 * @param {Box} box
 * @returns {Box | undefined}
 */
export function insidePoland([west, south, east, north]) {
  const [left, bottom, right, top] = POLAND;
  const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) =>
    Math.min(Math.max(value, low), high);
  if (west >= right || east <= left || south >= top || north <= bottom) return undefined;
  return [clamp(west, left, right), clamp(south, bottom, top), clamp(east, left, right), clamp(north, bottom, top)];
}

/**
 * Every position of a polygon or multipolygon.
 * @param {GeoJSON.Geometry} geometry
 * @returns {Point[]}
 */
export function corners(geometry) {
  return rings(geometry).flat();
}

/**
 * The outer rings of a polygon or multipolygon.
 * @param {GeoJSON.Geometry} geometry
 * @returns {Point[][]}
 */
function rings(geometry) {
  const polygons =
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  return /** @type {Point[][]} */ (polygons.map((polygon) => polygon[0] ?? []));
}

/**
 * Whether a spot lies in a polygon or multipolygon.
 * @param {Point} spot
 * @param {GeoJSON.Geometry} geometry
 */
export function isInside([x, y], geometry) {
  return rings(geometry).some((ring) => {
    let inside = false;
    ring.forEach(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
    });
    return inside;
  });
}

/**
 * The borders between and around shapes, each drawn once: two neighbours' dashes over each other would make a solid line.
 * @param {GeoJSON.Feature[]} shapes
 * @returns {GeoJSON.Feature[]} lines with the property `outer`
 */
export function borders(shapes) {
  const edges = shapes.flatMap((shape, owner) =>
    rings(shape.geometry).flatMap((ring) =>
      ring.slice(1).map((to, index) => ({ owner, from: ring[index] ?? to, to, key: edgeKey(ring[index] ?? to, to) })),
    ),
  );
  /** @type {Map<string, number[]>} */
  const owners = new Map();
  for (const { key, owner } of edges) owners.set(key, [...(owners.get(key) ?? []), owner]);
  /** @type {{ sides: string, outer: boolean, points: Point[] }[]} */
  const lines = [];
  for (const { owner, from, to, key } of edges) {
    const beside = owners.get(key) ?? [];
    if (beside[0] !== owner) continue;
    const sides = beside.join();
    const last = lines.at(-1);
    if (last?.sides === sides && String(last.points.at(-1)) === String(from)) last.points.push(to);
    else lines.push({ sides, outer: beside.length === 1, points: [from, to] });
  }
  return lines.map(({ outer, points }) => ({
    type: "Feature",
    properties: { outer },
    geometry: { type: "LineString", coordinates: points },
  }));
}

/**
 * @param {Point} one
 * @param {Point} other
 */
function edgeKey(one, other) {
  return [String(one), String(other)].sort().join(" ");
}

/**
 * The roomiest spot of a shape: of a grid of points inside it, the one farthest from its edge. MapLibre would place the name
 * of a polygon once in every tile that it touches.
 * @param {GeoJSON.Geometry} geometry
 * @returns {Point | undefined}
 */
export function labelSpot(geometry) {
  const steps = 40;
  /** @type {{ spot: Point, room: number } | undefined} */
  let best;
  for (const ring of rings(geometry)) {
    const box = boxAround(ring);
    if (!box) continue;
    const squeeze = Math.cos((box[1] * Math.PI) / 180);
    for (let column = 1; column < steps; column++) {
      for (let row = 1; row < steps; row++) {
        /** @type {Point} */
        const spot = [
          box[0] + ((box[2] - box[0]) * column) / steps,
          box[1] + ((box[3] - box[1]) * row) / steps,
        ];
        const room = roomAt(spot, ring, squeeze);
        if (room > (best?.room ?? 0)) best = { spot, room };
      }
    }
  }
  return best?.spot;
}

/**
 * The squared distance from a spot to a ring's edge, or 0 outside. Names are wider than high: room to the sides counts for
 * more than room above.
 * @param {Point} spot
 * @param {Point[]} ring
 * @param {number} squeeze
 */
function roomAt([x, y], ring, squeeze) {
  let inside = false;
  let room = Infinity;
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
    const [dx, dy] = [(bx - ax) * squeeze * 0.6, by - ay];
    const [px, py] = [(x - ax) * squeeze * 0.6, y - ay];
    const share = Math.min(Math.max((px * dx + py * dy) / (dx * dx + dy * dy || 1), 0), 1);
    room = Math.min(room, (px - share * dx) ** 2 + (py - share * dy) ** 2);
  });
  return inside ? room : 0;
}

/**
 * The lines of a grid over the land around.
 * @param {number} perDegreeNorth how many lines a degree of latitude has
 * @param {number} perDegreeEast how many lines a degree of longitude has
 * @returns {GeoJSON.MultiLineString}
 */
export function graticule(perDegreeNorth, perDegreeEast) {
  const [west, south, east, north] = [17, 48.5, 23, 51.5];
  const lines = [];
  for (let step = 0; step <= (north - south) * perDegreeNorth; step++) {
    const latitude = south + step / perDegreeNorth;
    lines.push([[west, latitude], [east, latitude]]);
  }
  for (let step = 0; step <= (east - west) * perDegreeEast; step++) {
    const longitude = west + step / perDegreeEast;
    lines.push([[longitude, south], [longitude, north]]);
  }
  return { type: "MultiLineString", coordinates: lines };
}
