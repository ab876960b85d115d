/** A large catalogue for measurements: generated venues inside the real gminas, in the format of data/venues.csv. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PER_FILE = 10_000;

/** Whole numbers below `limit` from a seed, the same in every run (mulberry32). @param {number} seed */
function dice(seed) {
  let state = seed >>> 0;
  /** @param {number} limit */
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** @param {string} text @returns {string[][]} the rows of a CSV file */
function rows(text) {
  const found = [];
  const width = (text.split("\n", 1)[0] ?? "").split(",").length;
  for (const line of text.split("\n").filter(Boolean)) {
    const fields = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1] ?? "").slice(0, width);
    found.push(fields.map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)));
  }
  return found;
}

/** @param {number[]} point @param {number[][]} ring */
function inside([x = 0, y = 0], ring) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi = 0, yi = 0] = ring[i] ?? [];
    const [xj = 0, yj = 0] = ring[j] ?? [];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

/**
 * Writes `count` venues into files of at most 10,000 rows.
 * @param {string} root the project @param {string} folder where to write @param {number} count
 * @returns {string[]} the files
 */
export function generate(root, folder, count) {
  const [header = [], ...venues] = rows(readFileSync(join(root, "data/venues.csv"), "utf8"));
  const column = (/** @type {string} */ name) => header.indexOf(name);
  const outlines = JSON.parse(readFileSync(join(root, "data/gminas.geojson"), "utf8")).features;
  /** @type {Map<string, number[][]>} */
  const rings = new Map();
  for (const { properties, geometry } of outlines) {
    const code = properties.teryt;
    const ring = geometry.type === "Polygon" ? geometry.coordinates[0] : geometry.coordinates[0][0];
    if (code) rings.set(code, ring);
  }
  const roll = dice(20261121);
  const pick = (/** @type {string} */ name) => venues[roll(venues.length)]?.[column(name)] ?? "";
  const known = [...new Set(venues.map((venue) => venue[column("opening_hours")] ?? ""))].filter(Boolean);
  const written = [];
  for (let from = 0; from < count; from += PER_FILE) {
    const lines = [header.join(",")];
    for (let number = from; number < Math.min(count, from + PER_FILE); number += 1) {
      const home = venues[number % venues.length] ?? [];
      const fields = [...home];
      /** @type {(name: string, value: string) => void} */
      const set = (name, value) => {
        fields[column(name)] = value;
      };
      const ring = rings.get(home[column("teryt_gmina")] ?? "") ?? [];
      const [xs, ys] = [ring.map(([x = 0]) => x), ring.map(([, y = 0]) => y)];
      const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      let point = [Number(home[column("lon")]), Number(home[column("lat")])];
      for (let tries = 0; tries < 100; tries += 1) {
        const candidate = [west + ((east - west) * roll(100_000)) / 100_000, south + ((north - south) * roll(100_000)) / 100_000];
        if (inside(candidate, ring)) {
          point = candidate;
          break;
        }
      }
      set("slug", `bench-${number}`);
      set("lon", (point[0] ?? 0).toFixed(5));
      set("lat", (point[1] ?? 0).toFixed(5));
      for (const language of ["pl", "en", "uk"]) {
        const words = `${pick(`name_${language}`).split(" ").slice(0, 3).join(" ")} ${number}`;
        set(`name_${language}`, words);
        set(`short_description_${language}`, pick(`short_description_${language}`).slice(0, 60).trim());
      }
      set("category", pick("category"));
      set("indoor", pick("indoor"));
      set("price", pick("price"));
      set("wikidata_id", "");
      set("website", "");
      // A third has hours, as in the real catalogue.
      set("opening_hours", roll(3) === 0 ? (known[roll(known.length)] ?? "") : "");
      lines.push(fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(","));
    }
    const file = join(folder, `venues-${from}.csv`);
    writeFileSync(file, `${lines.join("\n")}\n`);
    written.push(file);
  }
  return written;
}
