// @ts-check
/**
 * The pictures on the map, drawn when MapLibre asks for them by name:
 * `mark|<category>|exact`, `mark|<category>|rough`, `chosen|<category>|exact|rough`, `cluster|<1…3>`,
 * `stop|<day>|<letters on it>`, `chosen-stop|<day>|<letters on it>`, `focus`.
 */
import { categoryInk, dayInk } from "./palette.js";

/** @typedef {import("./palette.js").Palette} Palette */

/** Diameters in CSS pixels: what a finger must hit is at least 24, with 8 more around it (see `sheet.js`). */
const MARK = 24;
const CHOSEN = 34;
export const CLUSTERS = [32, 38, 46];
const STOP = 26;
/** By how much a mark grows for each letter on it beyond two. */
const WIDER = 7;

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
        return lozenge(STOP, more(precision), (pencil, radius, half) => {
          fill(pencil, radius, palette.land, half);
          fill(pencil, radius - 2, dayInk(palette, Number(subject)), half);
        });
      case "chosen-stop":
        return lozenge(CHOSEN, more(precision), (pencil, radius, half) => {
          fill(pencil, radius, palette.land, half);
          ring(pencil, radius - 2, 2.5, palette.accent, [], half);
          fill(pencil, radius - 5, dayInk(palette, Number(subject)), half);
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
  return lozenge(size, 0, paint);
}

/** How much wider than a disc a mark with so many letters is. @param {string} [letters] */
function more(letters) {
  return Math.max(Number(letters ?? 0) - 2, 0) * WIDER;
}

/**
 * A picture that is round at both ends; half of what it is wider than high is given to the paint.
 * @param {number} size
 * @param {number} wider
 * @param {(pencil: CanvasRenderingContext2D, radius: number, half: number) => void} paint
 */
function lozenge(size, wider, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = (size + wider + 2) * RATIO;
  canvas.height = (size + 2) * RATIO;
  const pencil = canvas.getContext("2d");
  if (!pencil) return undefined;
  pencil.setTransform(RATIO, 0, 0, RATIO, canvas.width / 2, canvas.height / 2);
  paint(pencil, size / 2, wider / 2);
  return pencil.getImageData(0, 0, canvas.width, canvas.height);
}

/**
 * @param {CanvasRenderingContext2D} pencil
 * @param {number} radius
 * @param {string} ink
 * @param {number} [half]
 */
function fill(pencil, radius, ink, half = 0) {
  outline(pencil, radius, half);
  pencil.fillStyle = ink;
  pencil.fill();
}

/**
 * @param {CanvasRenderingContext2D} pencil
 * @param {number} radius
 * @param {number} width
 * @param {string} ink
 * @param {number[]} [dashes]
 * @param {number} [half]
 */
function ring(pencil, radius, width, ink, dashes = [], half = 0) {
  pencil.setLineDash(dashes);
  outline(pencil, radius, half);
  pencil.lineWidth = width;
  pencil.strokeStyle = ink;
  pencil.stroke();
}

/**
 * A circle, or one that is drawn apart to both sides.
 * @param {CanvasRenderingContext2D} pencil
 * @param {number} radius
 * @param {number} half
 */
function outline(pencil, radius, half) {
  pencil.beginPath();
  pencil.arc(half, 0, radius, -Math.PI / 2, Math.PI / 2);
  pencil.arc(-half, 0, radius, Math.PI / 2, 1.5 * Math.PI);
  pencil.closePath();
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
