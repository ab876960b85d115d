// @ts-check
/**
 * The element `<okolica-map>`: an empty place on a page that draws itself as a map once it comes into view.
 *
 * The page speaks to it through attributes and hears from it through events, so neither side links the other's code. This
 * file is all that a page with a map loads at first; the drawing and MapLibre (close to a megabyte unpacked) follow when the
 * element can be seen, and never on a page whose map stays hidden.
 *
 * Attributes: `points` (address of a GeoJSON), `routes` (JSON of `Day[]`), `selected` (slug or key), `searched` (the area that
 * the points were last asked for: its change keeps the view), `frame` (what of the routes is to be in view: a number that
 * grows, then the key of the day or `all`), `point` (while there, the middle of the map is pointed at; its value is where to begin,
 * "longitude,latitude", or empty), `places` (the context menu of the map names a place), `outlines` (address of the gminas' GeoJSON), `links` (what
 * stands before a slug in an address), `texts` (JSON), `focus` and `here` (the middle of an empty map and where the visitor
 * is, "longitude,latitude"), `free` (a wheel zooms without a key).
 *
 * Events, with a string as their detail: `mapselect` (slug or key, or empty for none), `maparea` ("west,south,east,north" after
 * the map was moved by hand), `mappoint` and `mappointed` ("longitude,latitude" of the middle while it moves, and with the name
 * of its gmina behind a space once it rests), `mapplace` (the same of the place for which the menu was asked), `mapstate` ("loading", "ready" or "failed"). `data-map-state` says "loading", "idle" or "failed".
 */

class OkolicaMap extends HTMLElement {
  static observedAttributes = ["points", "routes", "selected", "here", "frame", "point"];

  /** @type {IntersectionObserver | undefined} */
  #watch;
  /** @type {import("./sheet.js").Sheet | undefined} */
  #sheet;
  /** The last state that the page was told. */
  #told = "";

  connectedCallback() {
    if (this.#watch || this.#sheet) return;
    this.tell("loading");
    this.#watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void this.#open();
    });
    this.#watch.observe(this.parentElement ?? this);
  }

  disconnectedCallback() {
    // A move within the document disconnects and connects at once: only a real farewell closes the map.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#watch?.disconnect();
      this.#watch = undefined;
      this.#sheet?.close();
      this.#sheet = undefined;
    });
  }

  /**
   * @param {string} name
   * @param {string | null} _before
   * @param {string | null} value
   */
  attributeChangedCallback(name, _before, value) {
    if (name === "points") this.#sheet?.setPoints(value);
    if (name === "routes") this.#sheet?.setRoutes(value);
    if (name === "selected") this.#sheet?.select(value);
    if (name === "here") this.#sheet?.setHere(value);
    if (name === "frame") this.#sheet?.setFrame(value);
    if (name === "point") {
      if (value !== null) this.#comeIntoView();
      this.#sheet?.setPoint(value);
    }
  }

  /**
   * Sends an event to the page.
   * @param {string} name
   * @param {string} detail
   */
  send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {"loading" | "idle" | "failed"} state */
  tell(state) {
    if (this.dataset.mapState === state) return;
    this.dataset.mapState = state;
    // Once drawn, a map stays on the page while it catches up.
    if (state === "loading" && this.#sheet) return;
    this.#announce(state === "idle" ? "ready" : state);
  }

  /** Tells the page that there is something to see, also while slow tiles are still missing. */
  show() {
    this.#announce("ready");
  }

  /** @param {string} state */
  #announce(state) {
    if (state !== this.#told) this.send("mapstate", state);
    this.#told = state;
  }

  /** Whoever points has to see the whole map; one that was never seen begins to load. */
  #comeIntoView() {
    const frame = this.parentElement ?? this;
    const { top, bottom } = frame.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) frame.scrollIntoView({ block: "center" });
  }

  async #open() {
    this.#watch?.disconnect();
    this.#watch = undefined;
    try {
      const { Sheet } = await import("./sheet.js");
      if (!this.isConnected || this.#sheet) return;
      const sheet = new Sheet(this);
      this.#sheet = sheet;
      await sheet.open();
    } catch {
      // No WebGL, or a file that did not come: the page has its list, and says so.
      this.#sheet?.close();
      this.#sheet = undefined;
      if (this.isConnected) this.tell("failed");
    }
  }
}

customElements.define("okolica-map", OkolicaMap);

export { OkolicaMap };
