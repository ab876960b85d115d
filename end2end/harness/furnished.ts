/** Pages that show something of the visitor's own: the browser becomes somebody who has been here before. */
import type { BrowserContext } from "@playwright/test";
import type { Route } from "./routes.ts";
import { STOPS, Visitor } from "./visitor.mjs";

/** The pages, in the order in which `furnish` gives them. */
export const FURNISHED = [
  "favourites",
  "plans",
  "a plan",
  "a shared plan",
  "a plan of two days",
  "a plan on paper",
  "a shared plan on paper",
  "places from a file",
  "a proposal for a plan",
] as const;

/** Keeps three venues, plans a Saturday and shares it, and makes more of a one-day trip; gives the pages that show it. */
export async function furnish(context: BrowserContext, url: string): Promise<Route[]> {
  const visitor = new Visitor(url);
  for (const venue of STOPS) await visitor.keep(venue);
  await visitor.keep("muzeum-ksiazat-czartoryskich");
  const rich = await twoDays(visitor);
  const plan = await visitor.plan();
  const shared = await visitor.share(plan);
  await context.addCookies(visitor.cookies);
  const [paper, sharedPaper] = [`${rich}/print`, `${shared}/print`];
  const paths = ["/favourites", "/plans", plan, shared, rich, paper, sharedPaper, `${rich}/import`, `${rich}/proposal`];
  return FURNISHED.map((name, index) => ({ name, path: paths[index] ?? "/" }));
}

/** A plan with something of every kind, with warnings and with stops that have no day yet. */
async function twoDays(visitor: Visitor): Promise<string> {
  const path = await visitor.adopt("wieliczka", "2026-11-28");
  await visitor.edit(path, { kind: "add-day" });
  const [first = "", second = ""] = await visitor.days(path);
  await visitor.edit(path, { kind: "add-meal", day: first, name: "Obiad", start: "12:30", end: "14:30", stay: "60" });
  await visitor.edit(path, { kind: "add-stop", day: second, venue: "muzeum-ksiazat-czartoryskich" });
  await visitor.edit(path, { kind: "add-place", day: second, name: "Ciocia Zosia", position: "50.0336, 20.2156" });
  await visitor.edit(path, { kind: "add-note", day: "tray", name: "Kupić bilety na pociąg" });
  await visitor.edit(path, { kind: "add-stop", day: "tray", venue: "muzeum-lotnictwa-polskiego" });
  return path;
}
