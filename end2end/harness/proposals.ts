/** What a proposal on a page says, and a check of it that shares no code with the product. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { ROOT } from "./product.mjs";

export interface Told {
  name: string;
  /** When the visit begins and ends, minutes of the day. */
  start: number;
  leave: number;
  mark: string;
}

export const proposal = (page: Page): Locator => page.locator("form.proposal");
export const rows = (page: Page): Locator => proposal(page).locator(".proposed-stop");

/** "09:30" as minutes of the day. */
export const minutes = (clock: string): number => {
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
          const [start = "", leave = ""] = ((await stop.locator(".proposed-times").textContent()) ?? "").split("–");
          return {
            name: ((await stop.locator(".proposed-name").textContent()) ?? "").trim(),
            start: minutes(start),
            leave: minutes(leave),
            mark: (await stop.getAttribute("data-mark")) ?? "",
          };
        }),
      );
    }),
  );
}

interface Venue {
  lat: number;
  lon: number;
  hours: string;
}

/** A row of a table whose fields may stand in quotes. */
const fields = (row: string): string[] => [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");

const [head = "", ...table] = readFileSync(join(ROOT, "data/venues.csv"), "utf8").split("\n").filter(Boolean);
const column = (name: string): number => fields(head).indexOf(name);
const VENUES = new Map<string, Venue>(
  table.map(fields).map((row) => {
    const of = (name: string): string => row[column(name)] ?? "";
    return [of("name_pl"), { lat: Number(of("lat")), lon: Number(of("lon")), hours: of("opening_hours") }];
  }),
);

const DAYS = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const RULE = new RegExp(`^(?:((?:${MONTHS.join("|")})(?:-(?:${MONTHS.join("|")}))?):? ?)?([A-Z][a-z][A-Za-z,-]*)? ?(off|\\d\\d:\\d\\d-\\d\\d:\\d\\d)$`);

/** Whether "Tu-Su" or "Mo,We" names one of the words, round the end of the week or the year. */
function names(list: string, words: string[], word: number): boolean {
  return list.split(",").some((range) => {
    const [first = "", last = first] = range.split("-");
    const [from, to] = [words.indexOf(first), words.indexOf(last)];
    return from <= to ? from <= word && word <= to : word >= from || word <= to;
  });
}

/** The minutes between which a venue is open on a date by the words of the catalogue, of which this knows the forms in use. */
export function open(hours: string, date: string): [number, number] {
  if (hours === "24/7") return [0, 1_440];
  const when = new Date(`${date}T12:00:00Z`);
  let found: [number, number] = [0, 0];
  for (const rule of hours.split(";")) {
    const [, months, days, time = ""] = RULE.exec(rule.trim()) ?? [];
    if (time === "") throw new Error(`no rule that this check knows: ${rule}`);
    if (months && !names(months, MONTHS, when.getUTCMonth())) continue;
    if (days && !names(days, DAYS, when.getUTCDay())) continue;
    const [from = "", to = ""] = time.split("-");
    found = time === "off" ? [0, 0] : [minutes(from), minutes(to)];
  }
  return found;
}

/** Kilometres between two venues as the crow flies. */
function apart(one: Venue, other: Venue): number {
  const radians = Math.PI / 180;
  const [north, east] = [(other.lat - one.lat) * radians, (other.lon - one.lon) * radians * Math.cos(one.lat * radians)];
  return Math.hypot(north, east) * 6_371;
}

export interface Planned {
  date: string;
  /** Minutes of the day. */
  start: number;
  end: number;
  /** Kilometres an hour that nobody travels faster than. */
  fastest: number;
}

/** Nobody walks, and nothing public travels, faster than this, kilometres an hour, measured as the crow flies. */
export const FASTEST = { walk: 6, transit: 40 };

/** What holds for every proposal: time goes on, doors are open, ways take their time, nothing comes twice, every new stop says why. */
export async function expectSound(page: Page, planned: Planned[]): Promise<Told[][]> {
  const days = await told(page);
  expect(days).toHaveLength(planned.length);
  for (const [number, { date, start, end, fastest }] of planned.entries()) {
    let before = start;
    let from: Venue | undefined;
    for (const stop of days[number] ?? []) {
      const venue = VENUES.get(stop.name);
      const way = from && venue ? (apart(from, venue) / fastest) * 60 : 0;
      expect(stop.start, `${stop.name} is reached from where one was before`).toBeGreaterThanOrEqual(before + Math.floor(way));
      expect(stop.leave, `${stop.name} takes its time`).toBeGreaterThan(stop.start);
      if (venue?.hours) {
        const [opens, closes] = open(venue.hours, date);
        expect(stop.start, `${stop.name} is open on ${date}`).toBeGreaterThanOrEqual(opens);
        expect(stop.leave, `${stop.name} is still open on ${date}`).toBeLessThanOrEqual(closes);
      }
      [before, from] = [stop.leave, venue ?? from];
    }
    expect(before, "the day ends in time").toBeLessThanOrEqual(end);
  }
  const all = days.flat().map((stop) => stop.name);
  expect(new Set(all).size, "nothing twice").toBe(all.length);
  const fresh = rows(page).and(page.locator("[data-mark='new']"));
  await expect(fresh.locator(".proposed-why")).toHaveCount(await fresh.count());
  return days;
}
