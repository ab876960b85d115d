// @ts-check
// Where the application ends by a fault of its own, or a part of it cannot be fetched, the page goes on as the ordinary site
// that it also is: its links and forms are the browser's again, and what was just asked for is opened.
{
  /** For how many milliseconds after a click an end counts as its failure. */
  const RECENT = 15_000;
  let hasEnded = false;
  /** @type {{ href: string, at: number } | undefined} */
  let asked;

  /** @param {Event} event */
  const attend = (event) => {
    if (hasEnded) return event.stopImmediatePropagation();
    const link = event.type === "click" && event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (link instanceof HTMLAnchorElement && !link.target) asked = { href: link.href, at: event.timeStamp };
  };
  // Before anybody else hears of them: this file comes first.
  addEventListener("click", attend, true);
  addEventListener("submit", attend, true);

  addEventListener("okolica:ended", (event) => {
    if (hasEnded) return;
    hasEnded = true;
    document.documentElement.removeAttribute("data-hydrated");
    if (asked && asked.href !== location.href && event.timeStamp - asked.at < RECENT) location.assign(asked.href);
  });
}
