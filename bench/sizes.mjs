/** What a first visit downloads, from the files as they are served. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

/** @param {string} folder @param {RegExp} name Brotli bytes of the files of that name */
function compressed(folder, name) {
  const files = readdirSync(folder).filter((file) => name.test(file) && file.endsWith(".br"));
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

/** @param {string} root the project @param {{url: string}} product */
export async function sizes(root, product) {
  const site = join(root, "target/site");
  const html = Buffer.from(await (await fetch(`${product.url}/`)).arrayBuffer());
  const vendor = join(site, "vendor/maplibre-gl");
  return {
    javaScript: compressed(join(site, "pkg"), /\.js\.br$/),
    webAssembly: compressed(join(site, "pkg"), /\.wasm\.br$/),
    styles: compressed(join(site, "pkg"), /\.css\.br$/),
    html: html.length,
    htmlCompressed: brotliCompressSync(html).length,
    mapScript: compressed(vendor, /^maplibre-gl\.mjs\.br$/),
    mapWorker: compressed(vendor, /^maplibre-gl-worker\.mjs\.br$/),
    mapStyles: compressed(vendor, /\.css\.br$/),
  };
}
