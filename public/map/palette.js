// @ts-check
/** The inks of the map, read from the page's custom properties, so that the map follows its look by day and by night. */

/** The family of inks of each category; what is not here is heritage. */
const FAMILIES = {
  green: ["nature", "park", "viewpoint", "trail", "bike"],
  water: ["swimming"],
  sport: ["sport", "horse", "playground"],
  culture: ["theatre", "concert_hall", "cinema", "culture_centre", "library"],
  community: ["community_place", "market"],
};

/** What each ink is called in the style sheets, and what stands in where they do not say. */
const INKS = {
  paper: "var(--map-paper, light-dark(#f3eee0, #1c221e))",
  land: "var(--map-fill, light-dark(#faf6ec, #222a25))",
  city: "var(--map-city, light-dark(#f1e8d6, #2b322c))",
  border: "var(--map-border, light-dark(#b08a5b, #8f7350))",
  label: "var(--map-label, light-dark(#6a5330, #c8b48f))",
  ink: "var(--ink, light-dark(#23241f, #ece7d9))",
  accent: "var(--accent, light-dark(#b4232a, #ff8f80))",
  cluster: "var(--map-cluster, light-dark(#2f4a3c, #cfe0c8))",
  clusterInk: "var(--map-cluster-ink, light-dark(#ffffff, #17201b))",
  markInk: "var(--map-mark-ink, light-dark(#fffdf7, #171c19))",
  heritage: "var(--contour, light-dark(#8a5a2b, #d9a066))",
  green: "var(--forest, light-dark(#2a6539, #8ac795))",
  water: "var(--water, light-dark(#1a6080, #7fc0dc))",
  sport: "var(--ochre, light-dark(#7a5c00, #dcbd55))",
  culture: "var(--plum, light-dark(#7a3b69, #d79ac6))",
  community: "var(--slate, light-dark(#3f5573, #a3b9da))",
  // Days keep apart for every kind of colour vision, by lightness as much as by hue (`style/tokens.css`), and by their dashes
  // and letters. What stands on them is the one of two inks that is easier to read.
  onDark: "var(--map-on-dark, #fffdf7)",
  onLight: "var(--map-on-light, #171c19)",
  day1: "var(--map-day-1)",
  day2: "var(--map-day-2)",
  day3: "var(--map-day-3)",
  day4: "var(--map-day-4)",
  day5: "var(--map-day-5)",
  day6: "var(--map-day-6)",
  day7: "var(--map-day-7)",
};

/** How many days have an ink of their own; later ones begin again. */
export const DAY_INKS = 7;

/** @typedef {Record<keyof typeof INKS, string>} Palette */

/**
 * The inks that hold for an element now, each as `rgba(…)`.
 * @param {HTMLElement} element
 * @returns {Palette}
 */
export function readPalette(element) {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const pencil = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const palette = Object.fromEntries(
    Object.entries(INKS).map(([name, colour]) => {
      probe.style.color = colour;
      return [name, plain(getComputedStyle(probe).color, pencil)];
    }),
  );
  probe.remove();
  return /** @type {Palette} */ (palette);
}

/**
 * A computed colour may be written as `oklch(…)` or `color(…)`, which MapLibre does not read: painting it gives plain numbers.
 * @param {string} colour
 * @param {CanvasRenderingContext2D | null} pencil
 */
function plain(colour, pencil) {
  if (!pencil || colour.startsWith("rgb")) return colour;
  pencil.clearRect(0, 0, 1, 1);
  pencil.fillStyle = colour;
  pencil.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pencil.getImageData(0, 0, 1, 1).data;
  return `rgba(${red}, ${green}, ${blue}, ${(alpha ?? 255) / 255})`;
}

/**
 * The ink of a category.
 * @param {Palette} palette
 * @param {string} category
 */
export function categoryInk(palette, category) {
  const family = Object.entries(FAMILIES).find(([, categories]) => categories.includes(category));
  return palette[/** @type {keyof Palette} */ (family ? family[0] : "heritage")];
}

/**
 * The ink that is easier to read on another.
 * @param {Palette} palette
 * @param {string} ground `rgb(…)` or `rgba(…)`
 */
export function inkOn(palette, ground) {
  const isBetter = contrast(ground, palette.onDark) > contrast(ground, palette.onLight);
  return isBetter ? palette.onDark : palette.onLight;
}

/**
 * How two inks stand off from each other, 1 to 21, as WCAG 2 counts.
 * @param {string} one `rgb(…)` or `rgba(…)`
 * @param {string} other
 */
export function contrast(one, other) {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {string} ink */
function luminance(ink) {
  const [red = 0, green = 0, blue = 0] = (ink.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The ink of a day, counted from 0.
 * @param {Palette} palette
 * @param {number} day
 */
export function dayInk(palette, day) {
  return palette[/** @type {keyof Palette} */ (`day${(day % DAY_INKS) + 1}`)];
}
