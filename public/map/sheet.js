// @ts-check
/** One map on a page, from its making to its removal: what it shows, what is chosen, where it looks. */
import * as maplibre from "/vendor/maplibre-gl/maplibre-gl.mjs";
import { feature, isMark, place, positions, readPoint } from "./features.js";
import { boxAround, insidePoland, isInside } from "./geometry.js";
import { CHOSEN, CLICKABLE, HERE, LARGEST, NOTHING, POINTS, ROUTES, gminaCorners, ownLayers, style } from "./layers.js";
import { fetchJson, styleSheet } from "./loading.js";
import { Marks, RATIO } from "./marks.js";
import { readPalette } from "./palette.js";
import { framed, routesToGeoJson } from "./routes.js";

/** @typedef {import("./geometry.js").Point} Point */
/**
 * `page` is the slug of the page that the card leads to, empty for none; `label` stands on the mark of a stop of the `day`.
 * @typedef {{ slug: string, page: string, name: string, position: Point, picture: string, label: string, day: number, category: string }} Choice
 */

/** How far the camera may go: the land around, near enough to find back. */
const ROOM = /** @type {[number, number, number, number]} */ ([18.0, 49.0, 22.0, 51.2]);
/** How near a single point is shown: on our sheet so that borders and names are around it, on another style among its streets. */
const NEAR = { own: 11.2, foreign: 14 };
/** How many pixels around a click or tap count as a hit. */
const REACH = 9;
/** How many milliseconds a map whose tiles are slow stays behind its sketch. */
const PATIENCE = 4000;

maplibre.setWorkerUrl("/vendor/maplibre-gl/maplibre-gl-worker.mjs");

export class Sheet {
  /** @type {import("./okolica-map.js").OkolicaMap} */
  #host;
  /** @type {import("maplibre-gl").Map | undefined} */
  #map;
  /** @type {import("maplibre-gl").Popup | undefined} */
  #popup;
  #marks = new Marks();
  #palette;
  /** @type {Record<string, string>} */
  #texts;
  /** @type {GeoJSON.FeatureCollection} */
  #outlines = NOTHING;
  /** @type {GeoJSON.FeatureCollection} */
  #points = NOTHING;
  /** @type {GeoJSON.FeatureCollection} */
  #routes = NOTHING;
  /** @type {string | null} */
  #selected = null;
  /** The area that the points on the map were searched in. @type {string | null} */
  #searched = null;
  #asked = 0;
  #pending = 0;
  #mustFit = true;
  /** Whether the middle of the map is pointed at. */
  #pointing = false;
  #near = NEAR.own;
  #closing = new AbortController();

  /** @param {import("./okolica-map.js").OkolicaMap} host */
  constructor(host) {
    this.#host = host;
    this.#palette = readPalette(host);
    this.#texts = JSON.parse(host.getAttribute("texts") ?? "{}");
  }

  /**
   * Makes the map. Fails where there is no WebGL.
   * @returns {Promise<void>}
   */
  async open() {
    const host = this.#host;
    const [outlines, foreign] = await Promise.all([
      fetchJson(host.getAttribute("outlines"), this.#closing.signal),
      fetchJson(document.querySelector("meta[name=okolica-map-style]")?.getAttribute("content"), this.#closing.signal),
      this.#marks.load(),
      styleSheet(),
    ]);
    if (this.#closing.signal.aborted) return;
    this.#outlines = outlines ?? NOTHING;
    this.#near = foreign ? NEAR.foreign : NEAR.own;
    const small = host.clientWidth < 600;
    const map = new maplibre.Map({
      container: host,
      style: style(this.#palette, this.#outlines, foreign, small),
      bounds: boxAround(gminaCorners(this.#outlines)) ?? [19.55, 49.88, 20.37, 50.21],
      fitBoundsOptions: { padding: 16 },
      maxBounds: ROOM,
      minZoom: 7.5,
      maxZoom: foreign ? 18 : 16.5,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      renderWorldCopies: false,
      // The page must stay scrollable over the map: two fingers move it, and a wheel zooms it freely only where it has a pane of its own.
      cooperativeGestures: this.#isShy(),
      fadeDuration: still() ? 0 : 200,
      attributionControl: false,
      locale: this.#locale(),
    });
    this.#map = map;
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.setMissingStyleImageResolver((name) => this.#draw(name));
    map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
    if (!small) map.addControl(new maplibre.ScaleControl({ maxWidth: 110 }), "bottom-left");
    map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: this.#attribution() }), "bottom-right");
    const canvas = map.getCanvas();
    // MapLibre names its canvas a region; the frame around it is the region already.
    canvas.setAttribute("role", "img");
    map.on("error", (event) => this.#failed(event.error));
    map.on("idle", () => this.#settle());
    map.on("movestart", () => host.tell("loading"));
    map.on("move", () => this.#pointing && host.send("mappoint", written(this.#middle())));
    map.on("moveend", (event) => this.#moved(event));
    map.on("resize", () => this.#mustFit && this.fit());
    map.on("click", (event) => void this.#click(event));
    map.on("contextmenu", (event) => this.#askPlace(event));
    for (const layer of CLICKABLE) {
      map.on("mouseenter", layer, () => canvas.classList.add("map-over-mark"));
      map.on("mouseleave", layer, () => canvas.classList.remove("map-over-mark"));
    }
    this.#followTheme();
    try {
      await styleOf(map);
    } catch (error) {
      // Another style that MapLibre refuses must not cost the page its map.
      if (!foreign) throw error;
      map.setStyle(style(this.#palette, this.#outlines, undefined, small), { diff: false });
      await styleOf(map);
    }
    if (this.#closing.signal.aborted) return;
    setTimeout(() => this.#map && host.show(), PATIENCE);
    this.setHere(host.getAttribute("here"));
    this.setRoutes(host.getAttribute("routes"));
    await this.setPoints(host.getAttribute("points"));
    // What a page is about from the start needs no card that leads to it.
    this.select(host.getAttribute("selected"), false);
    this.setPoint(host.getAttribute("point"));
  }

  /** Takes the map off the page and gives its memory back. */
  close() {
    this.#closing.abort();
    this.#popup?.remove();
    this.#map?.remove();
    this.#map = undefined;
  }

  /**
   * Shows the points of an address, or none. The view follows them, unless they were asked for by the view.
   * @param {string | null} address
   */
  async setPoints(address) {
    if (!this.#map) return;
    const asked = ++this.#asked;
    const searched = this.#host.getAttribute("searched");
    const keepView = searched !== null && searched !== this.#searched;
    this.#busy(1);
    const points = address ? await fetchJson(address, this.#closing.signal) : NOTHING;
    this.#busy(-1);
    // A slow answer must not replace that of a later question; and what cannot be had now leaves the map as it was.
    if (asked !== this.#asked || !points || !this.#map) return;
    this.#searched = searched;
    this.#points = points;
    this.#source(POINTS)?.setData(points);
    this.#showChoice();
    if (!keepView) this.fit();
  }

  /**
   * Shows where the visitor is, or does not.
   * @param {string | null} point "longitude,latitude"
   */
  setHere(point) {
    const here = readPoint(point);
    this.#source(HERE)?.setData(here ? feature(here, {}) : NOTHING);
  }

  /**
   * Shows the days of a plan.
   * @param {string | null} routes JSON
   */
  setRoutes(routes) {
    if (!this.#map) return;
    const before = boxAround(positions(this.#framed()));
    this.#routes = routesToGeoJson(routes);
    this.#source(ROUTES)?.setData(this.#routes);
    this.#showChoice();
    const now = boxAround(positions(this.#framed()));
    if (now && String(now) !== String(before)) this.fit();
  }

  /**
   * Brings a day of the plan into view, or all of it.
   * @param {string | null} frame
   */
  setFrame(frame) {
    if (frame !== null) this.fit();
  }

  /** What of the routes is to be in view. */
  #framed() {
    return framed(this.#routes, this.#host.getAttribute("frame"));
  }

  /**
   * Begins or ends pointing: a pin of the page stands over the middle, and the page hears where that is.
   * @param {string | null} from where to begin, "longitude,latitude", empty for where the map is; null to end
   */
  setPoint(from) {
    const map = this.#map;
    if (!map || (from === null && !this.#pointing)) return;
    // A flight that is under way would carry the pin along.
    if (!this.#pointing) map.stop();
    this.#pointing = from !== null;
    // Whoever points wants the map to move under one finger; a way out stands over it.
    if (from !== null) map.cooperativeGestures.disable();
    else if (this.#isShy()) map.cooperativeGestures.enable();
    if (from === null) return;
    this.#mustFit = false;
    this.#popup?.remove();
    // What is still hidden takes no focus, and the page shows the map with its next frame.
    this.#host.show();
    requestAnimationFrame(() => this.#pointing && this.#map?.getCanvas().focus({ preventScroll: true }));
    const center = readPoint(from);
    if (center) map.jumpTo({ center, zoom: Math.max(map.getZoom(), this.#near) });
    else this.#rest();
  }

  /** Whether the map leaves one finger and a wheel without a key to the page. */
  #isShy() {
    return !this.#host.hasAttribute("free") || matchMedia("(hover: none)").matches;
  }

  /** @returns {Point} */
  #middle() {
    const { lng, lat } = this.#map?.getCenter() ?? { lng: 0, lat: 0 };
    return [lng, lat];
  }

  /** Tells the page what the pin stands on. */
  #rest() {
    this.#host.send("mappointed", this.#told(this.#middle()));
  }

  /**
   * A point with the name of its gmina.
   * @param {Point} point
   */
  #told(point) {
    const gmina = this.#outlines.features.find((one) => isInside(point, one.geometry));
    return `${written(point)} ${gmina?.properties?.name ?? ""}`.trim();
  }

  /** @param {import("maplibre-gl").MapMouseEvent} event */
  #askPlace(event) {
    if (!this.#host.hasAttribute("places")) return;
    event.originalEvent.preventDefault();
    const { lng, lat } = event.lngLat;
    if (this.#pointing) void this.#click(event);
    else this.#host.send("mapplace", this.#told([lng, lat]));
  }

  /**
   * Chooses a point or stop, or none, and brings it into view.
   * @param {string | null} slug
   * @param {boolean} [card] whether a small card with the name opens at it
   */
  select(slug, card = true) {
    if (!this.#map || (slug || null) === this.#selected) return;
    this.#selected = slug || null;
    this.#popup?.remove();
    const choice = this.#showChoice(card);
    if (!choice) return;
    if (card) this.#openCard(choice);
    const zoom = Math.max(this.#map.getZoom(), this.#near);
    this.#mustFit = false;
    this.#map.easeTo({ center: choice.position, zoom, duration: still() ? 0 : 600 });
  }

  /** Brings everything that is shown into view. */
  fit() {
    const map = this.#map;
    if (!map || this.#pointing) return;
    const { clientWidth: width, clientHeight: height } = this.#host;
    // A hidden map has no size; it is fitted when it gets one.
    this.#mustFit = width < 40 || height < 40;
    if (this.#mustFit) return;
    const focus = readPoint(this.#host.getAttribute("focus"));
    const shown = [...positions(this.#points), ...positions(this.#framed())];
    const edge = Math.min(LARGEST, width / 7, height / 7);
    // Stops carry their names beside them.
    const side = this.#routes.features.length > 0 ? Math.max(edge, Math.min(120, width / 6)) : edge;
    const padding = { top: edge, bottom: edge, left: side, right: side };
    const duration = still() || this.#host.dataset.mapState !== "idle" ? 0 : 500;
    if (shown.length === 0 && focus) map.easeTo({ center: focus, zoom: this.#near, duration });
    else {
      const box = boxAround(shown.length > 0 ? shown : gminaCorners(this.#outlines));
      if (box) map.fitBounds(box, { padding, maxZoom: this.#near + 0.5, duration });
    }
  }

  /** Paints the map anew in the inks that hold now. */
  setTheme() {
    const map = this.#map;
    if (!map) return;
    this.#palette = readPalette(this.#host);
    for (const name of map.listImages()) {
      const picture = this.#marks.draw(name, this.#palette);
      if (picture) map.updateImage(name, picture);
    }
    for (const layer of ownLayers(this.#palette)) {
      if (!map.getLayer(layer.id)) continue;
      for (const [property, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, /** @type {any} */ (property), value);
    }
    this.#host.tell("loading");
    map.triggerRepaint();
  }

  #followTheme() {
    const { signal } = this.#closing;
    const repaint = () => this.setTheme();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint, { signal });
    const watch = new MutationObserver(repaint);
    watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    signal.addEventListener("abort", () => watch.disconnect());
  }

  /** @param {string} name */
  #draw(name) {
    const picture = this.#marks.draw(name, this.#palette);
    if (picture) this.#map?.addImage(name, picture, { pixelRatio: RATIO });
  }

  /** @param {string} id */
  #source(id) {
    return /** @type {import("maplibre-gl").GeoJSONSource | undefined} */ (this.#map?.getSource(id));
  }

  /** @param {1 | -1} change */
  #busy(change) {
    this.#pending += change;
    this.#host.tell("loading");
    this.#map?.triggerRepaint();
  }

  #settle() {
    if (this.#pending === 0 && this.#map?.loaded()) this.#host.tell("idle");
  }

  /** @param {unknown} error */
  #failed(error) {
    // Tiles of another style may fail one by one without harm; what was aborted is no failure.
    if (error instanceof Error && error.name !== "AbortError") this.#host.dataset.mapError = error.message;
  }

  /** @param {{ originalEvent?: unknown }} event */
  #moved(event) {
    const map = this.#map;
    if (map && this.#pointing) this.#rest();
    if (!map || !event.originalEvent) return;
    this.#mustFit = false;
    const view = map.getBounds();
    const box = insidePoland([view.getWest(), view.getSouth(), view.getEast(), view.getNorth()]);
    if (box) this.#host.send("maparea", box.map((degrees) => degrees.toFixed(5)).join(","));
  }

  /** @param {import("maplibre-gl").MapMouseEvent} event */
  async #click({ point, lngLat }) {
    const map = this.#map;
    if (!map) return;
    if (this.#pointing) {
      map.easeTo({ center: lngLat, duration: still() ? 0 : 300 });
      return;
    }
    const hits = map.queryRenderedFeatures(
      [[point.x - REACH, point.y - REACH], [point.x + REACH, point.y + REACH]],
      { layers: CLICKABLE.filter((layer) => map.getLayer(layer)) },
    );
    // What is chosen lies above everything else; of the rest the nearest is meant.
    const distance = (/** @type {(typeof hits)[number]} */ hit) =>
      hit.layer.id === "okolica-chosen" ? -1 : map.project(place(hit)).dist(point);
    const [hit] = hits.filter(isMark).sort((one, other) => distance(one) - distance(other));
    if (!hit) return this.#choose(null);
    const cluster = hit.properties.cluster_id;
    if (cluster === undefined) return this.#choose(String(hit.properties.slug));
    const zoom = await this.#source(POINTS)?.getClusterExpansionZoom(cluster);
    if (zoom === undefined || !this.#map) return;
    // As by hand: what the visitor opened may be searched.
    map.easeTo({ center: place(hit), zoom: zoom + 0.2, duration: still() ? 0 : 500 }, { originalEvent: true });
  }

  /**
   * Chooses what was clicked: the page hears of it, and a small card leads on.
   * @param {string | null} slug
   */
  #choose(slug) {
    this.#popup?.remove();
    this.#popup = undefined;
    const changed = this.#selected !== slug;
    this.#selected = slug;
    const choice = this.#showChoice(slug !== null);
    if (choice) this.#openCard(choice);
    if (changed) this.#host.send("mapselect", slug ?? "");
  }

  /** @param {Choice} choice */
  #openCard(choice) {
    const map = this.#map;
    const links = this.#host.getAttribute("links");
    if (!map) return;
    const card = document.createElement("div");
    card.className = "map-popup";
    card.dataset.category = choice.category;
    const name = document.createElement("p");
    name.className = "map-popup-name";
    const link = document.createElement(links === null || !choice.page ? "span" : "a");
    if (link instanceof HTMLAnchorElement) link.href = links + choice.page;
    link.textContent = choice.name;
    name.append(link);
    card.append(name);
    this.#popup = new maplibre.Popup({ offset: 20, maxWidth: "17rem", focusAfterOpen: false, closeOnClick: false })
      .setLngLat(choice.position)
      .setDOMContent(card)
      .addTo(map);
    this.#popup.on("close", () => {
      if (!this.#closing.signal.aborted) this.#showChoice();
    });
  }

  /**
   * Draws what is chosen above everything else.
   * @param {boolean} [named] whether a card says the name already
   * @returns {Choice | undefined}
   */
  #showChoice(named = this.#popup?.isOpen() ?? false) {
    const choice = this.#selected === null ? undefined : this.#find(this.#selected);
    const focus = readPoint(this.#host.getAttribute("focus"));
    /** @type {GeoJSON.Feature[]} */
    const features = [];
    if (choice) {
      const { slug, picture, label, day, name, position } = choice;
      features.push(feature(position, { slug, picture, label, day, name: named ? "" : name }));
    } else if (focus && this.#points.features.length + this.#routes.features.length === 0) {
      features.push(feature(focus, { picture: "focus", label: "", day: 0, name: "" }));
    }
    this.#source(CHOSEN)?.setData({ type: "FeatureCollection", features });
    return choice;
  }

  /**
   * @param {string} slug
   * @returns {Choice | undefined}
   */
  #find(slug) {
    const is = (/** @type {GeoJSON.Feature} */ one) => one.geometry.type === "Point" && one.properties?.slug === slug;
    const stop = this.#routes.features.find(is);
    const point = stop ?? this.#points.features.find(is);
    if (!point || point.geometry.type !== "Point") return undefined;
    const { name = "", category = "", approximate = false, day = 0, label = "", page = slug } = point.properties ?? {};
    const picture = stop ? `chosen-stop|${day}|${label.length}` : `chosen|${category}|${approximate ? "rough" : "exact"}`;
    const position = /** @type {Point} */ (point.geometry.coordinates);
    return { slug, page, name, position, picture, category, label, day };
  }

  /** Who is to be thanked for the drawing, as HTML. */
  #attribution() {
    const link = document.createElement("a");
    link.href = "https://www.openstreetmap.org/copyright";
    link.textContent = this.#texts.credit ?? "© OpenStreetMap";
    return `${link.outerHTML} ${this.#texts.credit_more ?? ""}`;
  }

  #locale() {
    const { canvas, zoom_in, zoom_out, close, credits, two_fingers, ctrl_wheel, command_wheel } = this.#texts;
    const texts = {
      "Map.Title": canvas,
      "NavigationControl.ZoomIn": zoom_in,
      "NavigationControl.ZoomOut": zoom_out,
      "Popup.Close": close,
      "AttributionControl.ToggleAttribution": credits,
      "CooperativeGesturesHandler.MobileHelpText": two_fingers,
      "CooperativeGesturesHandler.WindowsHelpText": ctrl_wheel,
      "CooperativeGesturesHandler.MacHelpText": command_wheel,
    };
    return /** @type {Record<string, string>} */ (Object.fromEntries(Object.entries(texts).filter(([, text]) => text)));
  }
}

/**
 * Waits until a map has understood its style.
 * @param {import("maplibre-gl").Map} map
 * @returns {Promise<void>}
 */
function styleOf(map) {
  return new Promise((done, fail) => {
    map.once("style.load", () => done());
    map.once("error", (event) => fail(event.error));
  });
}

/**
 * A point as events write it.
 * @param {Point} point
 */
function written(point) {
  return point.map((degrees) => degrees.toFixed(6)).join(",");
}

/** Whether the visitor asked for little motion. */
function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
