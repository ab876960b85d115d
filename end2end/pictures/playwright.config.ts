import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.ts";

export default defineConfig({
  ...tests,
  testDir: ".",
  outputDir: "../test-results",
  reporter: "list",
  timeout: 180_000,
  projects: [{ name: "pictures", testMatch: "*.pictures.ts" }],
});
