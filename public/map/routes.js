// @ts-check
/** The days of a plan as lines and numbered points. */
import { boxAround } from "./geometry.js";

/** @typedef {{ label: string, key: string, slug: string | null, name: string, lat: number, lon: number }} Stop */
/** @typedef {{ key: string, stops: Stop[] }} Day */

/**
 * Reads the days that the page gives, in their order.
 * @param {string | null} routes JSON of `Day[]`
 * @returns {GeoJSON.FeatureCollection}
 */
export function routesToGeoJson(routes) {
  /** @type {Day[]} */
  const days = JSON.parse(routes || "[]");
  const [west, , east] = boxAround(days.flatMap(({ stops }) => stops.map(({ lon, lat }) => [lon, lat]))) ?? [0, 0, 0, 0];
  const middle = west + (east - west) * 0.65;
  return {
    type: "FeatureCollection",
    features: days.flatMap(({ key, stops }, at) => {
      const day = { day: at, dayKey: key };
      return [...line(stops, day), ...points(stops, day, middle)];
    }),
  };
}

/**
 * The part of the routes that is to be in view: a day's, or all of it where that day is not there.
 * @param {GeoJSON.FeatureCollection} routes
 * @param {string | null} frame how often it was asked, then the key of the day or `all`
 * @returns {GeoJSON.FeatureCollection}
 */
export function framed(routes, frame) {
  const day = (frame ?? "").split(" ")[1];
  const features = routes.features.filter((one) => one.properties?.dayKey === day);
  return features.length > 0 ? { type: "FeatureCollection", features } : routes;
}

/**
 * @param {Stop[]} stops
 * @param {{ day: number, dayKey: string }} day
 * @returns {GeoJSON.Feature[]}
 */
function line(stops, day) {
  if (stops.length < 2) return [];
  const coordinates = stops.map(({ lon, lat }) => [lon, lat]);
  return [{ type: "Feature", properties: day, geometry: { type: "LineString", coordinates } }];
}

/**
 * @param {Stop[]} stops
 * @param {{ day: number, dayKey: string }} day
 * @param {number} middle the longitude beyond which names stand to the left, away from the edge
 * @returns {GeoJSON.Feature[]}
 */
function points(stops, day, middle) {
  return stops.map(({ label, key, slug, name, lat, lon }) => ({
    type: "Feature",
    properties: { ...day, label, slug: key, page: slug ?? "", name, eastern: lon > middle },
    geometry: { type: "Point", coordinates: [lon, lat] },
  }));
}
