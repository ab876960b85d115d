// The planner's golden answers, asked of WebAssembly: `node --test scripts/`. The native test is crates/planner/tests.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const TARGET = join(process.env["CARGO_TARGET_DIR"] ?? join(ROOT, "target"), "determinism");

test("WebAssembly gives the same plans as the native build", async () => {
  const args = ["build", "--quiet", "--locked", "--bin", "optimiser", "--target", "wasm32-unknown-unknown", "--profile", "wasm-release"];
  execFileSync("cargo", args, { cwd: join(ROOT, "bench/optimiser"), env: { ...process.env, CARGO_TARGET_DIR: TARGET } });
  const bytes = readFileSync(join(TARGET, "wasm32-unknown-unknown/wasm-release/optimiser.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const main = /** @type {(argc: number, argv: number) => number} */ (instance.exports["main"]);
  assert.equal(main(0, 0), 0, "the answers differ from those in crates/planner/tests/planner/golden.rs");
});
