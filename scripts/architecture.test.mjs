// Who may know whom, read from what Cargo itself says about the workspace: `node --test scripts/`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Which crates of ours each crate may depend on; `tests` may be used by its tests only. A new crate needs a row. */
const MAY_KNOW = {
  planner: { always: [] },
  domain: { always: ["planner"] },
  importers: { always: ["domain"] },
  routing: { always: ["domain"] },
  migration: { always: [] },
  // Its tests search the catalogue that we ship, which the importers read.
  store: { always: ["domain"], tests: ["importers", "migration"] },
  app: { always: ["domain", "store"] },
  frontend: { always: ["app"] },
  server: { always: ["app", "domain", "importers", "migration", "routing", "store"] },
};

/** Rules without input or output: they take time, seed and budget as arguments. */
const PURE = ["planner", "domain"];
const IMPURE = /^(tokio|futures.*|async-.*|axum|hyper|http|reqwest|sea-orm.*|sqlx.*|leptos.*|web-sys|js-sys|wasm-bindgen|rand|getrandom)$/;
const SERVER_ONLY = /^(sea-orm.*|sqlx.*|tokio|axum|reqwest|hyper)$/;

function cargo(...args) {
  return execFileSync("cargo", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 256 << 20, stdio: ["ignore", "pipe", "pipe"] });
}

const metadata = JSON.parse(cargo("metadata", "--format-version", "1", "--no-deps", "--locked"));
const crates = metadata.packages;
const ours = new Set(crates.map((crate) => crate.name));

function tree(...args) {
  const lines = cargo("tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}", ...args).split("\n");
  return [...new Set(lines.map((line) => line.split(" ")[0]).filter(Boolean))];
}

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith(".rs")) yield path;
  }
}

function everySource() {
  return crates.flatMap((crate) => [...sources(dirname(crate.manifest_path))]);
}

test("dependencies between our crates point one way", () => {
  for (const crate of crates) {
    const rule = MAY_KNOW[crate.name];
    assert.ok(rule, `${crate.name} has no row in MAY_KNOW: decide whom it may know`);
    for (const dependency of crate.dependencies.filter((one) => ours.has(one.name))) {
      const allowed = dependency.kind === "dev" ? [...rule.always, ...(rule.tests ?? [])] : rule.always;
      assert.ok(allowed.includes(dependency.name), `${crate.name} must not know ${dependency.name}`);
    }
  }
});

test("the app meets the store only on the server", () => {
  const app = crates.find((crate) => crate.name === "app");
  const store = app.dependencies.find((one) => one.name === "store" && one.kind === null);
  assert.ok(store?.optional, "app must depend on store optionally");
  assert.ok(app.features.ssr.includes("dep:store"), "the feature ssr must bring the store");
  assert.ok(!app.features.hydrate.includes("dep:store"), "the feature hydrate must not bring the store");
});

test("rules know no async, HTTP, SQL, browser or randomness", () => {
  for (const name of PURE.filter((one) => ours.has(one))) {
    const known = tree("--package", name, "--target", "wasm32-unknown-unknown").filter((one) => IMPURE.test(one));
    assert.deepEqual(known, [], `${name} must stay pure`);
  }
});

test("only the store and the migrations speak to a database", () => {
  for (const crate of crates.filter((one) => !["store", "migration"].includes(one.name))) {
    const named = crate.dependencies.map((one) => one.name).filter((one) => /^(sea-orm|sqlx)/.test(one));
    assert.deepEqual(named, [], `${crate.name} must ask the store instead`);
  }
});

test("only the app is built for two sides", () => {
  for (const crate of crates.filter((one) => one.name !== "app")) {
    const forwarded = Object.keys(crate.features).filter((one) => ["ssr", "hydrate"].includes(one));
    assert.deepEqual(forwarded, [], `${crate.name} must not forward features`);
  }
  for (const file of everySource()) {
    if (/feature\s*=\s*"(ssr|hydrate)"/.test(readFileSync(file, "utf8"))) {
      assert.match(relative(ROOT, file), /^app\//, "only the app may look at ssr and hydrate");
    }
  }
});

test("the browser's tree holds nothing of the server", () => {
  const carried = tree("--package", "frontend", "--target", "wasm32-unknown-unknown").filter((one) => SERVER_ONLY.test(one));
  assert.deepEqual(carried, []);
});

test("every crate obeys the house rules and says what it is for", () => {
  for (const crate of crates) {
    assert.match(readFileSync(crate.manifest_path, "utf8"), /\[lints\]\s*workspace = true/, `${crate.name} must take the workspace's lints`);
    const root = crate.targets.find((one) => one.kind.some((kind) => /lib|bin/.test(kind)));
    const words = readFileSync(root.src_path, "utf8").split("\n").filter((line) => line.startsWith("//!")).join(" ");
    assert.ok(words.length > 80, `${relative(ROOT, root.src_path)} must open with what it is for and what it must never know`);
  }
});

test("nothing is left undone and no test is switched off", () => {
  for (const file of everySource()) {
    const text = readFileSync(file, "utf8");
    for (const mark of [/\btodo!\s*[([{]/, /\bunimplemented!\s*[([{]/, /#\[\s*ignore\b/]) {
      assert.doesNotMatch(text, mark, relative(ROOT, file));
    }
  }
});
