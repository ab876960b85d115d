/** The three ways in which people work a page: with a pointer, with a finger, with the keyboard alone. A story told for a
 * `Hands` is told for each of them. */
import { expect, type Locator, type Page } from "@playwright/test";
import { tabTo } from "./keyboard.ts";

/** A long plan has many halts; the way round the page is still finite. */
const HALTS = 600;

export interface Hands {
  readonly page: Page;
  /** Follows a link, presses a button, opens a disclosure. */
  press(target: Locator): Promise<void>;
  /** Replaces what a text field holds. */
  write(field: Locator, words: string): Promise<void>;
  /** Sets a date or a time, in a field that is reached as the hands reach things; which keys it takes depends on the machine's language. */
  set(field: Locator, value: string): Promise<void>;
  /** Chooses one of a list. */
  choose(select: Locator, label: string): Promise<void>;
  /** Marks one of several radio buttons, which their labels draw. */
  mark(radio: Locator): Promise<void>;
  /** Carries a stop by its grip to the place of another one. */
  carry(grip: Locator, before: Locator): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
}

/** Opens a `<details>`, unless it is open. */
export async function open(hands: Hands, details: Locator): Promise<void> {
  if ((await details.getAttribute("open")) === null) await hands.press(details.locator("> summary"));
}

const middle = async (of: Locator) => {
  const box = await of.boundingBox();
  if (!box) throw new Error(`${of} is not on the page`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, top: box.y };
};

/** Brings the grip to the middle of the window, picks it up, and carries it step by step until the line stands before the target. */
async function carryBy(to: (x: number, y: number) => Promise<void>, take: (x: number, y: number) => Promise<void>, grip: Locator, before: Locator) {
  await grip.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
  const { x, y } = await middle(grip);
  await take(x, y);
  for (let step = 1; step <= 6; step += 1) await to(x, y - step * 8);
  await expect(async () => {
    await to(x, Math.max(20, Math.min((await middle(before)).top + 8, 780)));
    await expect(before).toHaveAttribute("data-drop", "before", { timeout: 100 });
  }).toPass({ timeout: 15_000 });
}

export class Pointer implements Hands {
  constructor(readonly page: Page) {}

  press = (target: Locator) => target.click();
  write = (field: Locator, words: string) => field.fill(words);
  set = (field: Locator, value: string) => field.fill(value);
  mark = (radio: Locator) => radio.locator("xpath=ancestor::label").click();
  choose = async (select: Locator, label: string) => void (await select.selectOption({ label }));

  async carry(grip: Locator, before: Locator): Promise<void> {
    const { mouse } = this.page;
    const take = async (x: number, y: number) => {
      await mouse.move(x, y);
      await mouse.down();
    };
    await carryBy((x, y) => mouse.move(x, y, { steps: 3 }), take, grip, before);
    await mouse.up();
  }

  undo = () => this.page.locator(".plan-actions .undo").click();
  redo = () => this.page.locator(".plan-actions .redo").click();
}

export class Finger implements Hands {
  constructor(readonly page: Page) {}

  press = (target: Locator) => target.tap();
  write = (field: Locator, words: string) => field.fill(words);
  set = (field: Locator, value: string) => field.fill(value);
  mark = (radio: Locator) => radio.locator("xpath=ancestor::label").tap();
  choose = async (select: Locator, label: string) => void (await select.selectOption({ label }));

  async carry(grip: Locator, before: Locator): Promise<void> {
    const finger = await this.page.context().newCDPSession(this.page);
    const touch = async (type: "touchStart" | "touchMove" | "touchEnd", x?: number, y?: number) => {
      await finger.send("Input.dispatchTouchEvent", { type, touchPoints: x === undefined || y === undefined ? [] : [{ x, y }] });
    };
    await carryBy((x, y) => touch("touchMove", x, y), (x, y) => touch("touchStart", x, y), grip, before);
    await touch("touchEnd");
    await finger.detach();
  }

  undo = () => this.page.locator(".plan-actions .undo").tap();
  redo = () => this.page.locator(".plan-actions .redo").tap();
}

export class Keys implements Hands {
  constructor(readonly page: Page) {}

  async press(target: Locator): Promise<void> {
    await tabTo(this.page, target, HALTS);
    await this.page.keyboard.press("Enter");
  }

  async write(field: Locator, words: string): Promise<void> {
    await tabTo(this.page, field, HALTS);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.type(words);
  }

  async set(field: Locator, value: string): Promise<void> {
    await tabTo(this.page, field, HALTS);
    await field.fill(value);
  }

  async choose(select: Locator, label: string): Promise<void> {
    await tabTo(this.page, select, HALTS);
    const count = await select.locator("option").count();
    await this.page.keyboard.press("Home");
    for (let press = 0; press < count; press += 1) {
      if ((await select.locator("option:checked").textContent()) === label) return;
      await this.page.keyboard.press("ArrowDown");
    }
    throw new Error(`${select} has no ${label}`);
  }

  async mark(radio: Locator): Promise<void> {
    const name = await radio.getAttribute("name");
    await tabTo(this.page, radio.locator("xpath=ancestor::form").locator(`input[name='${name}']:checked`), HALTS);
    for (let press = 0; press < 10 && !(await radio.isChecked()); press += 1) await this.page.keyboard.press("ArrowRight");
    await expect(radio).toBeChecked();
  }

  async carry(grip: Locator, before: Locator): Promise<void> {
    await tabTo(this.page, grip, HALTS);
    await this.page.keyboard.press("Space");
    await expect(async () => {
      if ((await before.getAttribute("data-drop")) !== "before") await this.page.keyboard.press("ArrowUp");
      await expect(before).toHaveAttribute("data-drop", "before", { timeout: 200 });
    }).toPass({ timeout: 15_000, intervals: [50] });
    await this.page.keyboard.press("Space");
  }

  // The focus may stand in a field, where these keys undo what was typed.
  async #outside(): Promise<void> {
    await tabTo(this.page, this.page.locator(".plan-actions .undo"), HALTS);
  }

  async undo(): Promise<void> {
    await this.#outside();
    await this.page.keyboard.press("ControlOrMeta+z");
  }

  async redo(): Promise<void> {
    await this.#outside();
    await this.page.keyboard.press("ControlOrMeta+Shift+z");
  }
}
