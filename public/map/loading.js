// @ts-check
/** What a map fetches besides its modules. */

/**
 * The JSON of an address, or nothing if it cannot be had.
 * @param {string | null | undefined} address
 * @param {AbortSignal} signal
 */
export async function fetchJson(address, signal) {
  if (!address) return undefined;
  try {
    const answer = await fetch(address, { signal });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/** @type {Promise<unknown> | undefined} */
let sheetOfRules;

/** Brings MapLibre's rules once, before those of the page, so that the page has the last word. */
export function styleSheet() {
  sheetOfRules ??= new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "/map/okolica-map.css";
    link.onload = link.onerror = done;
    const first = document.head.querySelector("link[rel=stylesheet]");
    document.head.insertBefore(link, first);
  });
  return sheetOfRules;
}
