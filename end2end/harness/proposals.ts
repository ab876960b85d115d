/** What a proposal on a page says, and a check of it that shares no code with the product. */
import { expect, type Locator, type Page } from "@playwright/test";

export interface Told {
  name: string;
  /** Minutes of the day. */
  arrive: number;
  leave: number;
  mark: string;
}

export const proposal = (page: Page): Locator => page.locator("form.proposal");
export const rows = (page: Page): Locator => proposal(page).locator(".proposed-stop");

const minutes = (clock: string): number => {
  const [, hours = "", rest = ""] = /^(\d\d):(\d\d)/.exec(clock.trim()) ?? [];
  return Number(hours) * 60 + Number(rest);
};

/** The stops of every proposed day, as the page tells them. */
export async function told(page: Page): Promise<Told[][]> {
  const days = await proposal(page).locator(".proposed-day").all();
  return Promise.all(
    days.map(async (day) => {
      const stops = await day.locator(".proposed-stop").all();
      return Promise.all(
        stops.map(async (stop) => {
          const [arrive = "", leave = ""] = ((await stop.locator(".proposed-times").textContent()) ?? "").split("–");
          return {
            name: ((await stop.locator(".proposed-name").textContent()) ?? "").trim(),
            arrive: minutes(arrive),
            leave: minutes(leave),
            mark: (await stop.getAttribute("data-mark")) ?? "",
          };
        }),
      );
    }),
  );
}

/** Every stop is left before the next is reached, within the day; nothing is visited twice; every new one says why. */
export async function expectSound(page: Page, start: number, end: number): Promise<Told[][]> {
  const days = await told(page);
  for (const day of days) {
    let before = start;
    for (const stop of day) {
      expect(stop.arrive, `${stop.name} comes after what is before it`).toBeGreaterThanOrEqual(before);
      expect(stop.leave, `${stop.name} takes its time`).toBeGreaterThan(stop.arrive);
      before = stop.leave;
    }
    expect(before, "the day ends in time").toBeLessThanOrEqual(end);
  }
  const names = days.flat().map((stop) => stop.name);
  expect(new Set(names).size, "nothing twice").toBe(names.length);
  const fresh = rows(page).and(page.locator("[data-mark='new']"));
  await expect(fresh.locator(".proposed-why")).toHaveCount(await fresh.count());
  return days;
}
