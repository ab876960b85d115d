// The inks of a plan's days, from the style sheets: they can be told apart with every kind of colour vision, stand off from the
// sheet, and can be written on. `node --test scripts/`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { contrast, DAY_INKS } from "../public/map/palette.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const TOKENS = readFileSync(join(ROOT, "style/tokens.css"), "utf8");
const LOOKS = ["light", "dark"];

/** How a colour is seen: Machado, Oliveira and Fernandes, 2009, at full severity; matrices over linear RGB. */
const VISIONS = {
  ordinary: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
};
/** Two inks are told apart where OKLab has them this far from each other, in hundredths; about two of it can just be seen. */
const APART = 10;

/** The red, green and blue of a token in one look, 0 to 255. */
function token(name, look) {
  const pair = new RegExp(`--${name}: (?:light-dark\\((#\\w{6}), (#\\w{6})\\)|(#\\w{6}));`).exec(TOKENS);
  assert.ok(pair, `style/tokens.css has no --${name}`);
  const hex = pair[3] ?? (look === "light" ? pair[1] : pair[2]);
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

const inks = (look) => Array.from({ length: DAY_INKS }, (_, day) => token(`map-day-${day + 1}`, look));
const css = (rgb) => `rgb(${rgb.join(", ")})`;

function seen(rgb, matrix) {
  const linear = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return matrix.map((row) => Math.min(Math.max(row.reduce((sum, weight, at) => sum + weight * linear[at], 0), 0), 1));
}

function oklab([red, green, blue]) {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

const distance = (one, other) => 100 * Math.hypot(...one.map((part, at) => part - other[at]));

for (const look of LOOKS) {
  for (const [vision, matrix] of Object.entries(VISIONS)) {
    test(`days are told apart with ${vision}, ${look}`, () => {
      const colours = inks(look).map((ink) => oklab(seen(ink, matrix)));
      colours.forEach((one, day) => {
        for (let other = day + 1; other < colours.length; other += 1) {
          const apart = distance(one, colours[other]);
          assert.ok(apart >= APART, `days ${day + 1} and ${other + 1} are only ${apart.toFixed(1)} apart`);
        }
      });
    });
  }

  test(`days stand off from the sheet and can be written on, ${look}`, () => {
    const sheet = css(token("map-fill", look));
    const letters = ["map-on-dark", "map-on-light"].map((name) => css(token(name, look)));
    inks(look).map(css).forEach((ink, day) => {
      assert.ok(contrast(ink, sheet) >= 3, `day ${day + 1} on the sheet: ${contrast(ink, sheet).toFixed(2)}`);
      const best = Math.max(...letters.map((letter) => contrast(letter, ink)));
      assert.ok(best >= 4.5, `letters on day ${day + 1}: ${best.toFixed(2)}`);
    });
  });
}
