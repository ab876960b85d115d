// @ts-check
/**
 * The pictures on the map, drawn when MapLibre asks for them by name:
 * `mark|<category>|exact`, `mark|<category>|rough`, `chosen|<category>|exact|rough`, `cluster|<1…3>`, `stop|<day>`,
 * `chosen-stop|<day>`, `focus`.
 */
import { categoryInk, dayInk } from "./palette.js";

/** @typedef {import("./palette.js").Palette} Palette */

/** Diameters in CSS pixels: what a finger must hit is at least 24, with 8 more around it (see `sheet.js`). */
const MARK = 24;
const CHOSEN = 34;
export const CLUSTERS = [32, 38, 46];
const STOP = 26;

/** How many picture pixels stand for one CSS pixel. */
export const RATIO = Math.min(Math.max(Math.ceil(globalThis.devicePixelRatio || 1), 2), 3);

export class Marks {
  /** @type {Map<string, HTMLImageElement>} */
  #pictograms = new Map();

  /** Fetches the sprite of the page and keeps a black pictogram of each category; without it the marks are plain discs. */
  async load() {
    try {
      const answer = await fetch("/icons.svg");
      if (!answer.ok) return;
      const sprite = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
      await Promise.all([...sprite.querySelectorAll("symbol")].map((symbol) => this.#keep(symbol)));
    } catch {
      // Discs without pictograms still tell their family by colour.
    }
  }

  /** @param {Element} symbol */
  async #keep(symbol) {
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const { name, value } of symbol.attributes) if (name !== "id") picture.setAttribute(name, value);
    picture.setAttribute("width", String(64 * RATIO));
    picture.setAttribute("height", String(64 * RATIO));
    picture.setAttribute("color", "#000");
    picture.append(...[...symbol.children].map((part) => part.cloneNode(true)));
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
    await image.decode();
    this.#pictograms.set(symbol.id, image);
  }

  /**
   * The picture of a name, or nothing if the name is not one of ours.
   * @param {string} name
   * @param {Palette} palette
   * @returns {ImageData | undefined}
   */
  draw(name, palette) {
    const [kind, subject = "", precision] = name.split("|");
    switch (kind) {
      case "mark":
        return this.#venue(subject, precision === "rough", MARK, palette, false);
      case "chosen":
        return this.#venue(subject, precision === "rough", CHOSEN, palette, true);
      case "cluster":
        return disc(CLUSTERS[Number(subject) - 1] ?? MARK, (pencil, radius) => {
          ring(pencil, radius - 2, 4, fade(palette.cluster, 0.28));
          fill(pencil, radius - 4, palette.cluster);
        });
      case "stop":
        return disc(STOP, (pencil, radius) => {
          fill(pencil, radius, palette.land);
          fill(pencil, radius - 2, dayInk(palette, Number(subject)));
        });
      case "chosen-stop":
        return disc(CHOSEN, (pencil, radius) => {
          fill(pencil, radius, palette.land);
          ring(pencil, radius - 2, 2.5, palette.accent);
          fill(pencil, radius - 5, dayInk(palette, Number(subject)));
        });
      case "focus":
        return disc(CHOSEN, (pencil, radius) => {
          fill(pencil, radius, fade(palette.accent, 0.2));
          fill(pencil, radius - 8, palette.land);
          fill(pencil, radius - 10, palette.accent);
        });
      default:
        return undefined;
    }
  }

  /**
   * @param {string} category
   * @param {boolean} rough drawn hollow, with a broken edge
   * @param {number} size
   * @param {Palette} palette
   * @param {boolean} chosen
   */
  #venue(category, rough, size, palette, chosen) {
    const ink = categoryInk(palette, category);
    return disc(size, (pencil, radius) => {
      const edge = chosen ? 5 : 1.5;
      fill(pencil, radius, palette.land);
      if (chosen) ring(pencil, radius - 2, 2.5, palette.accent);
      if (rough) ring(pencil, radius - edge - 1, 1.8, ink, [3, 2.2]);
      else fill(pencil, radius - edge, ink);
      const pictogram = this.#pictograms.get(category === "bike" ? "bike-route" : category);
      const side = (radius - edge) * 1.36;
      if (pictogram) stamp(pencil, pictogram, side, rough ? ink : palette.markInk);
      else if (rough) fill(pencil, 3, ink);
    });
  }
}

/**
 * A round picture; the pencil's origin is its middle and its unit a CSS pixel.
 * @param {number} size
 * @param {(pencil: CanvasRenderingContext2D, radius: number) => void} paint
 */
function disc(size, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = (size + 2) * RATIO;
  const pencil = canvas.getContext("2d");
  if (!pencil) return undefined;
  pencil.setTransform(RATIO, 0, 0, RATIO, canvas.width / 2, canvas.height / 2);
  paint(pencil, size / 2);
  return pencil.getImageData(0, 0, canvas.width, canvas.height);
}

/**
 * @param {CanvasRenderingContext2D} pencil
 * @param {number} radius
 * @param {string} ink
 */
function fill(pencil, radius, ink) {
  pencil.beginPath();
  pencil.arc(0, 0, radius, 0, 2 * Math.PI);
  pencil.fillStyle = ink;
  pencil.fill();
}

/**
 * @param {CanvasRenderingContext2D} pencil
 * @param {number} radius
 * @param {number} width
 * @param {string} ink
 * @param {number[]} [dashes]
 */
function ring(pencil, radius, width, ink, dashes = []) {
  pencil.beginPath();
  pencil.setLineDash(dashes);
  pencil.arc(0, 0, radius, 0, 2 * Math.PI);
  pencil.lineWidth = width;
  pencil.strokeStyle = ink;
  pencil.stroke();
}

/**
 * Prints a pictogram in one ink.
 * @param {CanvasRenderingContext2D} pencil
 * @param {HTMLImageElement} pictogram
 * @param {number} side
 * @param {string} ink
 */
function stamp(pencil, pictogram, side, ink) {
  const pixels = Math.round(side * RATIO);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = pixels;
  const own = canvas.getContext("2d");
  if (!own) return;
  own.drawImage(pictogram, 0, 0, pixels, pixels);
  own.globalCompositeOperation = "source-in";
  own.fillStyle = ink;
  own.fillRect(0, 0, pixels, pixels);
  pencil.drawImage(canvas, -side / 2, -side / 2, side, side);
}

/**
 * The ink with a share of its strength.
 * @param {string} ink `rgb(…)` or `rgba(…)`
 * @param {number} share
 */
export function fade(ink, share) {
  const [red = "0", green = "0", blue = "0"] = ink.match(/[\d.]+/g) ?? [];
  return `rgba(${red}, ${green}, ${blue}, ${share})`;
}
