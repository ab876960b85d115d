/** What a first visit downloads, from the files as they are served. */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { SITE } from "../end2end/harness/product.mjs";

/** @param {string} folder @param {RegExp} name Brotli bytes of the files of that name */
function compressed(folder, name) {
  const files = readdirSync(folder).filter((file) => name.test(file) && file.endsWith(".br"));
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

/**
 * What each group of pages fetches besides, Brotli bytes; parts that groups share are counted in each.
 * @param {string} folder @returns {[string, number][]}
 */
function chunks(folder) {
  const [manifest] = readdirSync(folder).filter((file) => /^__wasm_split_manifest\.[\w-]*\.?json$/.test(file));
  /** @type {Record<string, string[]>} */
  const groups = JSON.parse(readFileSync(join(folder, manifest ?? ""), "utf8"));
  const size = (/** @type {string[]} */ parts) => parts.reduce((sum, part) => sum + statSync(join(folder, `${part}.wasm.br`)).size, 0);
  return Object.entries(groups).map(([name, parts]) => [name.replace(/_\d+$/, ""), size(parts)]);
}

/** @param {{url: string}} product */
export async function sizes(product) {
  const site = SITE;
  const html = Buffer.from(await (await fetch(`${product.url}/`)).arrayBuffer());
  // The names that the page itself asks for: a folder may hold more.
  const asked = (/** @type {RegExp} */ name) => {
    const file = name.exec(html.toString())?.[0];
    if (!file) throw new Error(`the page asks for no file like ${name}`);
    return statSync(join(site, `${file}.br`)).size;
  };
  const vendor = join(site, "vendor/maplibre-gl");
  return {
    // The loader of the other chunks is imported by the first script.
    javaScript: asked(/\/pkg\/okolica[\w.-]*\.js/) + compressed(join(site, "pkg"), /^__wasm_split\.[\w.-]*\.js\.br$/),
    webAssembly: asked(/\/pkg\/okolica[\w.-]*\.wasm/),
    chunks: chunks(join(site, "pkg")),
    styles: asked(/\/pkg\/okolica[\w.-]*\.css/),
    html: html.length,
    htmlCompressed: brotliCompressSync(html).length,
    mapScript: compressed(vendor, /^maplibre-gl\.mjs\.br$/),
    mapWorker: compressed(vendor, /^maplibre-gl-worker\.mjs\.br$/),
    mapStyles: compressed(vendor, /\.css\.br$/),
  };
}
