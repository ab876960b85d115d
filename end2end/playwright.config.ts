import { defineConfig, devices } from "@playwright/test";
import { chromium } from "./harness/chromium.mjs";

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } };

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  snapshotPathTemplate: "{testDir}/{testFileDir}/outlines/{arg}{ext}",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./harness/reporter.ts"]],
  use: {
    launchOptions: chromium,
    locale: "pl-PL",
    // The visitor is somewhere else: opening hours must stay those of Kraków.
    timezoneId: "America/New_York",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "hydrated", testIgnore: ["**/without-javascript/**", "**/phone/**", "**/pictures/**"], use: desktop },
    {
      name: "phone",
      testMatch: "**/phone/**/*.spec.ts",
      use: { ...desktop, viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true },
    },
    { name: "no-js", testMatch: "**/without-javascript/**/*.spec.ts", use: { ...desktop, javaScriptEnabled: false } },
  ],
});
