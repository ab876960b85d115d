// @ts-check
/** Reading and making features of GeoJSON. */

/** @typedef {import("./geometry.js").Point} Point */

/**
 * The positions of all points in a collection.
 * @param {GeoJSON.FeatureCollection} collection
 * @returns {Point[]}
 */
export function positions(collection) {
  return collection.features.flatMap(({ geometry }) =>
    geometry.type === "Point" ? [/** @type {Point} */ (geometry.coordinates)] : [],
  );
}

/**
 * Whether something drawn stands for a venue, a stop or a cluster.
 * @param {GeoJSON.Feature} drawn
 */
export function isMark(drawn) {
  return drawn.properties?.slug !== undefined || drawn.properties?.cluster_id !== undefined;
}

/**
 * Where a drawn point stands.
 * @param {GeoJSON.Feature} drawn
 * @returns {Point}
 */
export function place(drawn) {
  return drawn.geometry.type === "Point" ? /** @type {Point} */ (drawn.geometry.coordinates) : [0, 0];
}

/**
 * @param {Point} position
 * @param {Record<string, string | number>} properties
 * @returns {GeoJSON.Feature}
 */
export function feature(position, properties) {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates: position } };
}

/**
 * A point as an attribute writes it, or nothing where it is none.
 * @param {string | null} text "longitude,latitude" in degrees
 * @returns {Point | undefined}
 */
export function readPoint(text) {
  const [longitude, latitude] = (text ?? "").split(",").map(Number);
  return longitude && latitude ? [longitude, latitude] : undefined;
}
