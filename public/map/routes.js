// @ts-check
/** The days of a plan as lines and numbered points. */

/** @typedef {{ number: number, slug: string, name: string, lat: number, lon: number }} Stop */

/**
 * Reads the days that the page gives, in their order.
 * @param {string | null} routes JSON of `Stop[][]`
 * @returns {GeoJSON.FeatureCollection}
 */
export function routesToGeoJson(routes) {
  /** @type {Stop[][]} */
  const days = JSON.parse(routes || "[]");
  return { type: "FeatureCollection", features: days.flatMap((stops, day) => [...line(stops, day), ...points(stops, day)]) };
}

/**
 * @param {Stop[]} stops
 * @param {number} day
 * @returns {GeoJSON.Feature[]}
 */
function line(stops, day) {
  if (stops.length < 2) return [];
  const coordinates = stops.map(({ lon, lat }) => [lon, lat]);
  return [{ type: "Feature", properties: { day }, geometry: { type: "LineString", coordinates } }];
}

/**
 * @param {Stop[]} stops
 * @param {number} day
 * @returns {GeoJSON.Feature[]}
 */
function points(stops, day) {
  return stops.map(({ number, slug, name, lat, lon }) => ({
    type: "Feature",
    properties: { day, number, slug, name },
    geometry: { type: "Point", coordinates: [lon, lat] },
  }));
}
