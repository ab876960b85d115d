/** A visitor who has been here before: favourites kept, a plan made and shared, by the forms' own addresses. */

export const SATURDAY = "2026-11-28";
/** Opens on Saturdays at ten, closes at five, and takes longest: in this order the last stop closes during the visit. */
export const STOPS = ["zamek-krolewski-w-niepolomicach", "muzeum-narodowe-gmach-glowny", "muzeum-lotnictwa-polskiego"];

export class Visitor {
  /** @param {string} url where the product is served */
  constructor(url) {
    this.url = url;
    this.cookie = "";
  }

  /**
   * Sends a form as a browser without JavaScript would, or asks for JSON as the page's own code does.
   * @param {string} path @param {Record<string, string>} fields @param {string} accept
   */
  async post(path, fields, accept = "text/html") {
    const answer = await fetch(this.url + path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { accept, origin: this.url, cookie: this.cookie },
      redirect: "manual",
    });
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    const set = answer.headers.getSetCookie()[0];
    if (set) this.cookie = set.split(";", 1)[0] ?? "";
    return answer;
  }

  /** @param {string} path */
  async json(path) {
    const answer = await fetch(this.url + path, { headers: { accept: "application/json", cookie: this.cookie } });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  /** @param {string} venue */
  async keep(venue) {
    await this.post("/api/favourites/set", { venue, keep: "1" });
  }

  /**
   * Makes a plan of one day.
   * @param {string[]} stops slugs of venues @returns {Promise<string>} its path
   */
  async plan(stops = STOPS) {
    let into = "new";
    let path = "";
    for (const venue of stops) {
      const answer = await this.post("/api/plans/add", { venue, into, date: SATURDAY, lang: "pl" });
      const location = new URL(answer.headers.get("location") ?? "", this.url);
      path = location.pathname;
      const [day = ""] = await this.days(path);
      into = `${path.split("/").at(-1)}:${day}`;
    }
    return path;
  }

  /**
   * Takes a one-day trip into the visitor's plans.
   * @param {string} slug @param {string} date @returns {Promise<string>} the path of the plan
   */
  async adopt(slug, date) {
    const answer = await this.post("/api/trips/adopt", { slug, date, lang: "pl" });
    return new URL(answer.headers.get("location") ?? "", this.url).pathname;
  }

  /** Changes a plan by one of its forms. @param {string} path a plan's @param {Record<string, string>} fields */
  async edit(path, fields) {
    await this.post("/api/plans/edit-form", { plan: path.split("/").at(-1) ?? "", lang: "pl", ...fields });
  }

  /** The days of a plan, by key. @param {string} path a plan's @returns {Promise<string[]>} */
  async days(path) {
    const { days } = await this.json("/api/plans/choices");
    const mine = days.filter((/** @type {{plan: string | number}} */ one) => path.endsWith(`/${one.plan}`));
    return mine.map((/** @type {{day: [number, string]}} */ one) => String(one.day[0]));
  }

  /** @param {string} path a plan's @returns {Promise<string>} the path of its read-only page */
  async share(path) {
    const answer = await this.post("/api/plans/share", { plan: path.split("/").at(-1) ?? "" }, "application/json");
    const [link] = await answer.json();
    return `/shared/${link.token}`;
  }

  /** The cookie as a browser keeps it. */
  get cookies() {
    const [name = "", value = ""] = this.cookie.split("=");
    return [{ name, value, url: this.url, httpOnly: true, sameSite: /** @type {const} */ ("Lax") }];
  }
}
