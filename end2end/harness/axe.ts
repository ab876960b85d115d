/** Finds what breaks WCAG 2.2 AA or good practice, as far as a machine can find it. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// To read the styles inside the map's element axe would write them into a document of its own, which our policy refuses aloud.
const OPTIONS = { preload: false };

export interface Look {
  name: string;
  colorScheme: "light" | "dark";
  forcedColors: "none" | "active";
}

export const LOOKS: readonly Look[] = [
  { name: "light", colorScheme: "light", forcedColors: "none" },
  { name: "dark", colorScheme: "dark", forcedColors: "none" },
  { name: "forced colours", colorScheme: "light", forcedColors: "active" },
];

export const WIDTHS = [320, 1280] as const;

/** How long a frame is waited for. */
const LONGEST_FRAME_MS = 500;

/** No violation in any of the looks at any of the widths; the page stays where it is. */
export async function expectAccessible(page: Page, widths: readonly number[] = WIDTHS, looks: readonly Look[] = LOOKS): Promise<void> {
  const found: string[] = [];
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.colorScheme, forcedColors: look.forcedColors, reducedMotion: "reduce" });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      // The new look is there once it has been drawn; a page whose map is still being drawn may be without frames for long.
      await page.evaluate(
        (longest) =>
          new Promise((drawn) => {
            requestAnimationFrame(() => requestAnimationFrame(drawn));
            setTimeout(drawn, longest);
          }),
        LONGEST_FRAME_MS,
      );
      const result = await new AxeBuilder({ page }).withTags(RULES).options(OPTIONS).analyze();
      for (const violation of result.violations) {
        const where = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`);
        found.push(`${look.name}, ${width} px: ${violation.id} (${violation.help}), ${violation.nodes.length}×:\n    ${where.join("\n    ")}`);
      }
    }
  }
  expect(found, found.join("\n")).toEqual([]);
}
