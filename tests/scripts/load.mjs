// The scripts of the site as they are sent, without a page. What they are compared with is made by
// tests/test_scripts.py, which names its folder in TERBUKA_UJI: uji.json and assets/.
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

const folder = process.env.TERBUKA_UJI;

export const given = JSON.parse(readFileSync(path.join(folder, "uji.json"), "utf8"));

// What the named scripts offer; a script that looks for its page finds none.
export function offered(...names) {
  const window = {};
  const context = vm.createContext({ window, document: { querySelector: () => null }, TextEncoder, URLSearchParams });
  for (const name of names) {
    const file = path.join(folder, "assets", name);
    vm.runInContext(readFileSync(file, "utf8"), context, { filename: file });
  }
  return window.terbuka;
}

// A value of a script as one of ours, to compare it.
export const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
