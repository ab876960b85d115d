// @ts-check
/** The days of a plan as lines and numbered points. */
import { boxAround } from "./geometry.js";

/** @typedef {{ number: number, slug: string, name: string, lat: number, lon: number }} Stop */

/**
 * Reads the days that the page gives, in their order.
 * @param {string | null} routes JSON of `Stop[][]`
 * @returns {GeoJSON.FeatureCollection}
 */
export function routesToGeoJson(routes) {
  /** @type {Stop[][]} */
  const days = JSON.parse(routes || "[]");
  const [west, , east] = boxAround(days.flat().map(({ lon, lat }) => [lon, lat])) ?? [0, 0, 0, 0];
  const middle = west + (east - west) * 0.65;
  return {
    type: "FeatureCollection",
    features: days.flatMap((stops, day) => [...line(stops, day), ...points(stops, day, middle)]),
  };
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
 * @param {number} middle the longitude beyond which names stand to the left, away from the edge
 * @returns {GeoJSON.Feature[]}
 */
function points(stops, day, middle) {
  return stops.map(({ number, slug, name, lat, lon }) => ({
    type: "Feature",
    properties: { day, number, slug, name, eastern: lon > middle },
    geometry: { type: "Point", coordinates: [lon, lat] },
  }));
}
