/** The texts of the interface, from the files that the product itself is built of. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./product.mjs";

export type Language = "pl" | "en" | "uk";
export const LANGUAGES: readonly Language[] = ["pl", "en", "uk"];

const files = new Map<string, Record<string, string>>();

function file(language: Language, namespace: string): Record<string, string> {
  const path = join(ROOT, "app/locales", language, `${namespace}.json`);
  const known = files.get(path);
  if (known) return known;
  const read = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  files.set(path, read);
  return read;
}

/** A text by language and "namespace.key", with its `{{ name }}` filled in. */
export function text(language: Language, key: string, values: Record<string, string | number> = {}): string {
  const [namespace = "", name = ""] = key.split(".");
  const found = file(language, namespace)[name];
  if (found === undefined) throw new Error(`There is no text ${key} in ${language}.`);
  return found.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, value: string) => String(values[value] ?? whole));
}

/** The address of a path in a language. */
export function address(language: Language, path: string): string {
  if (language === "pl") return path;
  return path === "/" || path.startsWith("/?") ? `/${language}${path.slice(1)}` : `/${language}${path}`;
}
