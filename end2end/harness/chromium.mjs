/** The browser of the machine: nothing is downloaded. */
import { execFileSync } from "node:child_process";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

function found() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of NAMES) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // Not under this name.
    }
  }
  throw new Error("No Chromium here: install the package chromium, or set CHROMIUM to the program.");
}

export const chromium = {
  executablePath: found(),
  args: [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // The map draws by WebGL; without a graphics card it is drawn in software.
    "--enable-unsafe-swiftshader",
  ],
};
