/** Every page there is, for the tests that hold for all of them. A new route gets a row. */
export interface Route {
  name: string;
  path: string;
  status?: number;
}

export const VENUE = "/venues/zamek-krolewski-w-niepolomicach";

/** Pages that are the same for everybody. */
export const PUBLIC: readonly Route[] = [
  { name: "Discover", path: "/" },
  { name: "Discover, filtered", path: "/?q=zamek&beyond=krakow" },
  { name: "Discover, nothing found", path: "/?q=xyzzy" },
  { name: "Discover, unreadable filter", path: "/?roof=perhaps", status: 400 },
  { name: "a venue", path: VENUE },
  { name: "a venue with hours", path: "/venues/muzeum-lotnictwa-polskiego" },
  { name: "gminas", path: "/gminas" },
  { name: "a gmina", path: "/gminas/niepolomice" },
  { name: "trips", path: "/trips" },
  { name: "trips on foot", path: "/trips?mode=walk" },
  { name: "a trip", path: "/trips/niepolomice" },
  { name: "favourites, none", path: "/favourites" },
  { name: "plans, none", path: "/plans" },
  { name: "about", path: "/about" },
  { name: "privacy", path: "/privacy" },
  { name: "accessibility", path: "/accessibility" },
  { name: "an unknown page", path: "/there-is-no-such-page", status: 404 },
  { name: "an unknown venue", path: "/venues/no-such-venue", status: 404 },
  { name: "an unknown gmina", path: "/gminas/no-such-gmina", status: 404 },
  { name: "an unknown plan", path: "/plans/1", status: 404 },
  { name: "an unknown trip", path: "/trips/no-such-trip", status: 404 },
  { name: "an invitation that is gone", path: "/join/nosuchtokennosuchtokennosuchtokennosuchtok", status: 404 },
  { name: "a share link that is gone", path: "/shared/nosuchtokennosuchtokennosuchtokennosuchtok", status: 404 },
];
