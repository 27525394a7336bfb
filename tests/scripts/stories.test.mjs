// What a citizen can do on a day, told by own notes and by the state of a case: stories of tests/scenarios/.
import assert from "node:assert/strict";
import test from "node:test";
import { given, offered, plain } from "./load.mjs";

const terbuka = offered("bersama.js", "hari.js", "catatan.js", "cek-status.js");
const calendar = terbuka.kalender(given.kantor.contoh.tabel);

for (const story of given.hak)
  test(`rights: ${story.nama}`, () => {
    // Every term as the program gives it: event, grounds, start, first safe day, last day.
    const terms = Object.fromEntries(
      Object.entries(terbuka.hak(story.peristiwa, calendar)).map(([step, found]) => [
        step,
        found.map((t) => [t.peristiwa, t.alasan, t.mulai, t.buka || "", t.r.jatuh_tempo || ""]),
      ]),
    );
    assert.deepEqual(plain(terms), story.hak);
  });

for (const story of given.hak.filter((s) => s.peristiwa.diterima || s.peristiwa.ditemukan))
  for (const expected of story.harapan)
    test(`steps on ${expected.hari}: ${story.nama}`, () => {
      const steps = terbuka.langkah(story.peristiwa, calendar, expected.hari, given.kantor.contoh.catatan);
      const ended = steps.flatMap((s) => s.rinci || []).filter((line) => line.includes("waktunya berakhir"));
      for (const step of ["keberatan", "sengketa", "gugatan"]) {
        const { anjuran, hidup, berakhir } = expected[step] || {};
        if (anjuran) assert.ok(steps.some((s) => s.hingga === anjuran));
        if (hidup) assert.equal(ended.length > 0, !!berakhir, `${step}: ${ended}`);
      }
      for (const s of steps.filter((s) => s.rinci?.[0].includes("huruf"))) assert.match(s.bacaan, /bacaan kami/);
    });

for (const story of given.catatan)
  test(`a note: ${story.nama}`, () => {
    const note = { perihal: "Laporan keuangan 2025", nomor: "007/PPID/2025", ...story.catatan };
    const steps = terbuka.langkah(note, calendar, story.hari, given.kantor.contoh.catatan);
    const texts = Object.fromEntries(steps.map((s) => [s.judul, s.teks]));
    for (const [title, text] of Object.entries(story.langkah)) assert.equal(texts[title], text, title);
    if (story.hanya) assert.deepEqual(Object.keys(texts), Object.keys(story.langkah));
  });

test("clocks with other ids give the same steps", () => {
  // A clock is asked for by its role; its id stands only in what is kept of a step.
  const table = structuredClone(given.kantor.contoh.tabel);
  const ids = table.tenggat.map((clock) => clock.id);
  for (const clock of table.tenggat) clock.id = `q${clock.id}`;
  const other = terbuka.kalender(table);
  let changed = 0;
  for (const story of given.hak.filter((s) => s.peristiwa.diterima || s.peristiwa.ditemukan))
    for (const { hari } of story.harapan) {
      const [usual, renamed] = [calendar, other].map((k) =>
        JSON.stringify(terbuka.langkah(story.peristiwa, k, hari, given.kantor.contoh.catatan)),
      );
      const back = renamed.replace(new RegExp(`"q(${ids.join("|")})"`, "g"), '"$1"');
      assert.equal(back, usual, `${story.nama}, ${hari}`);
      changed += renamed !== usual;
    }
  assert.ok(changed > 0);
});

test("a sealed state tells the same ends, on the day of the story", () => {
  for (const { nama, hari, status } of given.status) {
    const told = terbuka.langkahStatus(status, hari, given.kantor.contoh.status).map((x) => x.teks);
    const last = terbuka.hari(status.aman[1]);
    assert.ok(
      told.some((text) => text.includes(last) && text.includes("jukan")),
      `${nama}: ${told}`,
    );
    const several = "akhir" in status && status.register === "permohonan";
    assert.equal(
      told.some((text) => text.includes("bacaan kami")),
      several,
      nama,
    );
  }
  assert.ok(given.status.length > 15);
});
