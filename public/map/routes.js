// @ts-check
/** The days of a plan as lines and numbered points. */
import { boxAround } from "./geometry.js";

/** @typedef {{ label: string, key: string, slug: string | null, name: string, lat: number, lon: number }} Stop */

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
 * The part of the routes that is to be in view: a day's, or all of it where that day is not there.
 * @param {GeoJSON.FeatureCollection} routes
 * @param {string | null} frame how often it was asked, then the day from 0 or `all`
 * @returns {GeoJSON.FeatureCollection}
 */
export function framed(routes, frame) {
  const day = (frame ?? "").split(" ")[1];
  const features = routes.features.filter((one) => String(one.properties?.day) === day);
  return features.length > 0 ? { type: "FeatureCollection", features } : routes;
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
  return stops.map(({ label, key, slug, name, lat, lon }) => ({
    type: "Feature",
    properties: { day, label, slug: key, page: slug ?? "", name, eastern: lon > middle },
    geometry: { type: "Point", coordinates: [lon, lat] },
  }));
}
