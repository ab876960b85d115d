// @ts-check
/** What the map is drawn of: sources, layers and fonts, as MapLibre's style specification calls them. */
import { borders, boxAround, corners, graticule, labelSpot } from "./geometry.js";
import { CLUSTERS, fade } from "./marks.js";
import { DAY_INKS, dayInk, inkOn } from "./palette.js";

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {import("maplibre-gl").StyleSpecification} Style */
/** @typedef {import("maplibre-gl").LayerSpecification} Layer */
/** @typedef {NonNullable<import("maplibre-gl").SymbolLayerSpecification["layout"]>} SymbolLayout */

/** The sources whose content changes while the map is open. */
export const POINTS = "okolica-points";
export const ROUTES = "okolica-routes";
export const CHOSEN = "okolica-chosen";
export const HERE = "okolica-here";

/** The layers that answer to a click. */
export const CLICKABLE = ["okolica-chosen", "okolica-stops", "okolica-points", "okolica-clusters"];

/** Beyond this zoom every point stands alone. */
const CLUSTER_MAX_ZOOM = 14;

/** The page's own fonts: MapLibre draws letters with them, so no server of glyphs is needed. */
const FONTS = Object.fromEntries(
  ["text", "heading"].map((face) => [
    `okolica-${face}`,
    [
      { url: `/fonts/${face}-latin.woff2`, "unicode-range": ["U+0000-00FF", "U+2000-206F", "U+2212"] },
      { url: `/fonts/${face}-latin-ext.woff2`, "unicode-range": ["U+0100-02BA", "U+1E00-1E9F"] },
      { url: `/fonts/${face}-cyrillic.woff2`, "unicode-range": ["U+0400-045F", "U+0490-0491"] },
    ],
  ]),
);

/** The pattern of each day's line, in widths of the line. */
const DASHES = [[1, 0], [2.2, 1.6], [0.1, 1.9], [5, 1.6, 0.1, 1.6], [1, 1.4], [6, 2], [3, 1.6, 0.1, 1.6, 0.1, 1.6]];

/** Where a gmina's name may stand, from its best spot, in widths of its letters. */
const NAME_STEPS = [
  "center", [0, 0], "top", [0, 1.1], "bottom", [0, -1.1], "left", [1.2, 0], "right", [-1.2, 0],
  "top-left", [1, 0.8], "bottom-right", [-1, -0.8], "top-right", [-1, 0.8], "bottom-left", [1, -0.8],
  "top", [0, 2.2], "bottom", [0, -2.2], "left", [2.4, 0], "right", [-2.4, 0],
];

const EASTERN = ["right", [1.6, 0], "right", [1.6, 1], "right", [1.6, -1], "right", [0, 0], "right", [0, 1.2], "right", [0, -1.2]];
const WESTERN = ["left", [-1.6, 0], "left", [-1.6, 1], "left", [-1.6, -1], "left", [0, 0], "left", [0, 1.2], "left", [0, -1.2]];

/** Where a stop's name may stand. */
const BEFORE = ["right", [-1.55, 0], "top", [0, 1.55], "bottom", [0, -1.55], "left", [1.55, 0]];
const BEHIND = ["left", [1.55, 0], "top", [0, 1.55], "bottom", [0, -1.55], "right", [-1.55, 0]];

/** @type {GeoJSON.FeatureCollection} */
export const NOTHING = { type: "FeatureCollection", features: [] };

/**
 * The whole style: our sheet of gminas, or another style with our marks on top of it.
 * @param {Palette} palette
 * @param {GeoJSON.FeatureCollection} outlines the gminas, with properties `slug` and `name`
 * @param {Style | undefined} foreign the style that the deployment asks for
 * @param {boolean} small whether the map is as narrow as a phone
 * @returns {Style}
 */
export function style(palette, outlines, foreign, small) {
  const ours = { ...gminaSources(outlines), ...markSources(small ? 28 : 36) };
  const layers = foreign ? onForeign(palette) : sheet(palette);
  return {
    ...(foreign ?? { version: 8 }),
    "font-faces": { ...(foreign?.["font-faces"] ?? {}), ...FONTS },
    sources: { ...(foreign?.sources ?? {}), ...ours },
    layers: [...(foreign?.layers ?? []), ...layers],
  };
}

/**
 * Our layers, for another palette to be painted with.
 * @param {Palette} palette
 */
export function ownLayers(palette) {
  return sheet(palette);
}

/** @param {GeoJSON.FeatureCollection} outlines */
function gminaSources(outlines) {
  const [west, , east] = boxAround(gminaCorners(outlines)) ?? [0, 0, 0, 0];
  /** @type {GeoJSON.Feature[]} */
  const names = outlines.features.flatMap((gmina) => {
    const spot = labelSpot(gmina.geometry);
    const { slug, name } = gmina.properties ?? {};
    if (!spot) return [];
    const share = (spot[0] - west) / (east - west);
    const properties = { name, city: slug === "krakow", side: share > 0.7 ? "east" : share < 0.25 ? "west" : "middle" };
    return [{ type: "Feature", properties, geometry: { type: "Point", coordinates: spot } }];
  });
  return {
    // Three minutes of arc by five are 5.6 km by 6 km; the fine grid divides each side by five.
    "okolica-graticule": geojson({ type: "Feature", properties: {}, geometry: graticule(20, 12) }),
    "okolica-graticule-fine": geojson({ type: "Feature", properties: {}, geometry: graticule(100, 60) }),
    "okolica-gminas": geojson(outlines),
    "okolica-borders": geojson({ type: "FeatureCollection", features: borders(outlines.features) }),
    "okolica-gmina-names": geojson({ type: "FeatureCollection", features: names }),
  };
}

/** @param {number} clusterRadius pixels within which points become one */
function markSources(clusterRadius) {
  return {
    [POINTS]: { ...geojson(NOTHING), cluster: true, clusterRadius, clusterMaxZoom: CLUSTER_MAX_ZOOM },
    [ROUTES]: geojson(NOTHING),
    [CHOSEN]: geojson(NOTHING),
    [HERE]: geojson(NOTHING),
  };
}

/**
 * @param {GeoJSON.GeoJSON} data
 * @returns {import("maplibre-gl").GeoJSONSourceSpecification}
 */
function geojson(data) {
  return { type: "geojson", data };
}

/**
 * @param {Palette} palette
 * @returns {Layer[]}
 */
function sheet(palette) {
  return [
    { id: "okolica-paper", type: "background", paint: { "background-color": palette.paper } },
    {
      id: "okolica-land",
      type: "fill",
      source: "okolica-gminas",
      paint: { "fill-color": ["match", ["get", "slug"], "krakow", palette.city, palette.land], "fill-antialias": false },
    },
    {
      id: "okolica-graticule",
      type: "line",
      source: "okolica-graticule",
      paint: { "line-color": fade(palette.border, 0.22), "line-width": 0.8 },
    },
    {
      id: "okolica-graticule-fine",
      type: "line",
      source: "okolica-graticule-fine",
      minzoom: 11,
      paint: {
        "line-color": fade(palette.border, 0.16),
        "line-width": 0.7,
        "line-opacity": ["interpolate", ["linear"], ["zoom"], 11, 0, 11.8, 1],
      },
    },
    {
      // The band along a border that atlases are coloured with; broader around the whole.
      id: "okolica-border-band",
      type: "line",
      source: "okolica-borders",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: {
        "line-color": fade(palette.border, 0.2),
        "line-width": [
          "interpolate", ["linear"], ["zoom"],
          8, ["case", ["get", "outer"], 5, 3],
          12, ["case", ["get", "outer"], 12, 7],
        ],
      },
    },
    border(palette),
    ...legs(palette),
    gminaNames(palette),
    ...here(palette),
    ...marks(palette),
  ];
}

/**
 * @param {Palette} palette
 * @returns {Layer[]}
 */
function onForeign(palette) {
  return [border(palette), ...legs(palette), ...here(palette), ...marks(palette)];
}

/**
 * @param {Palette} palette
 * @returns {Layer}
 */
function border(palette) {
  return {
    id: "okolica-border",
    type: "line",
    source: "okolica-borders",
    layout: { "line-join": "round" },
    paint: {
      "line-color": palette.border,
      "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.9, 13, 1.8],
      "line-dasharray": [7, 2, 1.2, 2],
    },
  };
}

/**
 * @param {Palette} palette
 * @returns {Layer}
 */
function gminaNames(palette) {
  return {
    id: "okolica-gmina-names",
    type: "symbol",
    source: "okolica-gmina-names",
    layout: {
      "text-field": ["case", ["get", "city"], ["upcase", ["get", "name"]], ["get", "name"]],
      "text-font": ["okolica-heading"],
      "text-size": [
        "interpolate", ["linear"], ["zoom"],
        8.5, ["case", ["get", "city"], 14, 10.5],
        10, ["case", ["get", "city"], 21, 14.5],
        13, ["case", ["get", "city"], 30, 20],
      ],
      "text-letter-spacing": ["case", ["get", "city"], 0.22, 0.03],
      "text-max-width": 7,
      "text-line-height": 1.05,
      "text-padding": 3,
      "text-justify": "auto",
      // Names make way for marks. Where the whole is small, a wide step would put them into the neighbour, and those at the
      // sides write towards the middle, so as not to run off a phone.
      "text-variable-anchor-offset": [
        "step", ["zoom"],
        ["match", ["get", "side"], "east", ["literal", EASTERN], "west", ["literal", WESTERN], ["literal", NAME_STEPS.slice(0, 10)]],
        9, ["literal", NAME_STEPS],
      ],
    },
    paint: { "text-color": palette.label, "text-halo-color": fade(palette.land, 0.9), "text-halo-width": 1.6 },
  };
}

/**
 * The way of each day, straight from stop to stop.
 * @param {Palette} palette
 * @returns {Layer[]}
 */
function legs(palette) {
  return [
    {
      id: "okolica-legs-edge",
      type: "line",
      source: ROUTES,
      filter: ["==", ["geometry-type"], "LineString"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": palette.land, "line-width": 6.5 },
    },
    {
      id: "okolica-legs",
      type: "line",
      source: ROUTES,
      filter: ["==", ["geometry-type"], "LineString"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": byDay((day) => dayInk(palette, day)),
        "line-width": 3,
        "line-dasharray": byDay((day) => ["literal", DASHES[day % DAY_INKS]]),
      },
    },
  ];
}

/**
 * Where the visitor is: a dot in a ring, unlike every mark.
 * @param {Palette} palette
 * @returns {Layer[]}
 */
function here(palette) {
  return [
    {
      id: "okolica-here-ring",
      type: "circle",
      source: HERE,
      paint: { "circle-radius": 17, "circle-color": fade(palette.water, 0.18), "circle-stroke-color": palette.water, "circle-stroke-width": 1 },
    },
    {
      id: "okolica-here",
      type: "circle",
      source: HERE,
      paint: { "circle-radius": 6.5, "circle-color": palette.water, "circle-stroke-color": palette.markInk, "circle-stroke-width": 2.5 },
    },
  ];
}

/**
 * Points, stops and what is chosen. Layers further down are placed first, so names give way to marks.
 * @param {Palette} palette
 * @returns {Layer[]}
 */
function marks(palette) {
  /** @type {SymbolLayout} */
  const text = {
    "text-field": ["get", "name"],
    "text-font": ["okolica-text"],
    "text-size": 12.5,
    "text-max-width": 9,
    "text-line-height": 1.15,
    "text-padding": 2,
    "text-justify": "auto",
  };
  /** @type {SymbolLayout} */
  const name = {
    ...text,
    "text-variable-anchor": ["left", "right", "top", "bottom", "top-left", "bottom-left"],
    "text-radial-offset": 1.55,
  };
  const namePaint = { "text-color": palette.ink, "text-halo-color": palette.land, "text-halo-width": 1.6 };
  const number = { "text-font": ["okolica-text"], "text-allow-overlap": true, "icon-allow-overlap": true };
  const onDay = byDay((day) => inkOn(palette, dayInk(palette, day)));
  const lone = /** @type {import("maplibre-gl").ExpressionFilterSpecification} */ (["!", ["has", "point_count"]]);
  return [
    { id: "okolica-names", type: "symbol", source: POINTS, filter: lone, minzoom: 11.5, layout: name, paint: namePaint },
    {
      id: "okolica-stop-names",
      type: "symbol",
      source: ROUTES,
      filter: ["==", ["geometry-type"], "Point"],
      layout: {
        ...text,
        "text-variable-anchor-offset": ["case", ["get", "eastern"], ["literal", BEFORE], ["literal", BEHIND]],
      },
      paint: namePaint,
    },
    {
      id: "okolica-clusters",
      type: "symbol",
      source: POINTS,
      filter: ["has", "point_count"],
      layout: {
        ...number,
        "icon-image": ["step", ["get", "point_count"], "cluster|1", 10, "cluster|2", 50, "cluster|3"],
        "text-field": ["get", "point_count_abbreviated"],
        "text-size": ["step", ["get", "point_count"], 13, 10, 14.5, 50, 16.5],
        "symbol-sort-key": ["get", "point_count"],
      },
      paint: { "text-color": palette.clusterInk, "text-halo-color": palette.clusterInk, "text-halo-width": 0.35 },
    },
    {
      id: "okolica-points",
      type: "symbol",
      source: POINTS,
      filter: lone,
      layout: {
        "icon-image": ["concat", "mark|", ["get", "category"], ["case", ["to-boolean", ["get", "approximate"]], "|rough", "|exact"]],
        "icon-allow-overlap": true,
        "icon-padding": 1,
      },
    },
    {
      id: "okolica-stops",
      type: "symbol",
      source: ROUTES,
      filter: ["==", ["geometry-type"], "Point"],
      layout: {
        ...number,
        "icon-image": ["concat", "stop|", ["to-string", ["get", "day"]], "|", ["to-string", ["length", ["get", "label"]]]],
        "text-field": ["get", "label"],
        "text-size": 13,
      },
      paint: { "text-color": onDay, "text-halo-color": onDay, "text-halo-width": 0.35 },
    },
    {
      id: "okolica-chosen",
      type: "symbol",
      source: CHOSEN,
      layout: {
        ...number,
        "icon-image": ["get", "picture"],
        "text-field": ["get", "label"],
        "text-size": 13,
      },
      paint: { "text-color": onDay, "text-halo-color": onDay, "text-halo-width": 0.35 },
    },
    {
      id: "okolica-chosen-name",
      type: "symbol",
      source: CHOSEN,
      layout: { ...name, "text-size": 14, "text-radial-offset": 1.75, "text-allow-overlap": true },
      paint: { ...namePaint, "text-halo-width": 2 },
    },
  ];
}

/** Every corner of every gmina. @param {GeoJSON.FeatureCollection} outlines */
export function gminaCorners(outlines) {
  return outlines.features.flatMap((gmina) => corners(gmina.geometry));
}

/** The size in CSS pixels of the largest mark, for room at the edge of the map. */
export const LARGEST = Math.max(...CLUSTERS);

/**
 * A value for each day.
 * @param {(day: number) => unknown} value
 * @returns {any}
 */
function byDay(value) {
  const days = Array.from({ length: DAY_INKS - 1 }, (_, day) => [day, value(day)]).flat();
  return ["match", ["%", ["get", "day"], DAY_INKS], ...days, value(DAY_INKS - 1)];
}
