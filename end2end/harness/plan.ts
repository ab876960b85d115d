/** What the stories look at on the page of a plan. */
import { readFileSync } from "node:fs";
import { expect, type Download, type Locator, type Page } from "@playwright/test";

/** The castle outside Kraków, and two places more; in this order the last closes before the visit is over. */
export const CASTLE = { pl: "Zamek Królewski w Niepołomicach", en: "Niepołomice Royal Castle" };
export const GALLERY = { pl: "Muzeum Narodowe – Gmach Główny", en: "National Museum – Main Building" };
export const AVIATION = { pl: "Muzeum Lotnictwa Polskiego", en: "Polish Aviation Museum" };

/** A button or link whose words are followed by the name of its venue, which only a screen reader is told. */
export const about = (words: string, name: string): RegExp => new RegExp(`^${words}\\s*: ${name}$`);

export const stops = (page: Page): Locator => page.locator(".timeline > .stop");
export const stop = (page: Page, name: string): Locator => stops(page).filter({ has: page.getByRole("heading", { name }) });
export const closing = (page: Page, name: string): Locator => stop(page, name).locator(".warning[data-kind='closes']");

export async function expectStops(page: Page, names: string[]): Promise<void> {
  await expect(stops(page).getByRole("heading")).toHaveText(names);
}

/** The calendar file holds these visits, in this order, on the Saturday. */
export async function expectCalendar(download: Download, names: string[]): Promise<void> {
  expect(download.suggestedFilename()).toMatch(/\.ics$/);
  const lines = readFileSync(await download.path(), "utf8").replace(/\r\n[ \t]/g, "").split("\r\n");
  expect(lines[0]).toBe("BEGIN:VCALENDAR");
  const starts = lines.filter((line) => line.startsWith("DTSTART;TZID=Europe/Warsaw:"));
  const summaries = lines.filter((line) => line.startsWith("SUMMARY")).map((line) => line.slice(line.indexOf(":") + 1));
  expect(summaries).toEqual(names.map((name) => expect.stringContaining(name)));
  expect(starts).toHaveLength(names.length);
  for (const start of starts) expect(start).toContain(":20261128T");
}

/** Somebody else reads the plan at its address and can change nothing. */
export async function expectReadable(stranger: Page, address: string, names: string[]): Promise<void> {
  const answer = await stranger.goto(address);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
  await expectStops(stranger, names);
  await expect(stranger.locator(".plan")).toHaveAttribute("data-readonly", "true");
  await expect(stranger.locator(".stop-tools")).toHaveCount(0);
  expect(await stranger.context().cookies(), "reading leaves no cookie").toEqual([]);
}
