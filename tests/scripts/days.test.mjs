// Days, and the table of working days: the same answers as the program gives.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { given, offered, plain } from "./load.mjs";

const terbuka = offered("bersama.js", "hari.js");
const digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

for (const [name, office] of Object.entries(given.kantor))
  test(`every clock from every start day counts as the program does: ${name}`, () => {
    const calendar = terbuka.kalender(office.tabel);
    for (const [clock, answers] of Object.entries(office.hitungan)) {
      let day = office.mulai;
      const differ = [];
      for (const wanted of answers) {
        const r = calendar.due(clock.replace("+", ""), day, clock.endsWith("+"));
        const text = r.galat === "kalender" ? String(r.tahun) : r.galat || JSON.stringify(r);
        if (digest(text) !== wanted) differ.push(day);
        day = terbuka.tambah(day, office.langkah);
      }
      assert.ok(answers.length > 100);
      assert.deepEqual(differ, [], clock);
    }
  });

test("what rests on an estimate is said", () => {
  const calendar = terbuka.kalender(given.perkiraan.tabel);
  const days = Object.keys(given.perkiraan.jawaban);
  const found = days.map((day) => plain(calendar.due("pemberitahuan", day, false)));
  assert.deepEqual(found, Object.values(given.perkiraan.jawaban));
  assert.deepEqual(
    found.map((r) => r.perkiraan),
    [false, true, true, true],
  );
});

test("what cannot be counted is refused, with a sentence", () => {
  const calendar = terbuka.kalender(given.kantor.contoh.tabel);
  const years = "Tulis harinya lengkap, antara 1990 dan 2099: tanggal, bulan, dan tahun.";
  for (const [asked, wanted, sentence] of [
    [
      ["pemberitahuan", "2009-12-31", false],
      { galat: "belum-berlaku", sejak: "2010-04-30" },
      "Tidak dihitung: aturannya baru berlaku mulai 30 April 2010.",
    ],
    [
      ["pengajuan-sengketa", "2026-01-05", true],
      { galat: "tanpa-perpanjangan" },
      "Batas waktu ini tidak dapat diperpanjang.",
    ],
    [["apa", "2026-01-05"], { galat: "tak-dikenal" }, "Batas waktu ini tidak ada di data portal."],
    [
      ["pemberitahuan", "2015-03-02", false],
      { galat: "kalender", tahun: 2015, selambatnya: "2015-04-21" },
      "Belum dapat dihitung: hitungannya sampai ke tahun 2015, yang kalendernya belum ada. " +
        "Selambat-lambatnya 21 April 2015.",
    ],
    [["pemberitahuan", "2026-02-30", false], { galat: "hari" }, years],
    [["pemberitahuan", "", false], { galat: "hari" }, years],
    [["pengaduan-putusan", "9999-12-20", false], { galat: "hari" }, years],
    [["pemberitahuan", "0000-01-01", false], { galat: "hari" }, years],
    [["pemberitahuan", ["2026-01-05"], false], { galat: "hari" }, years],
  ]) {
    const found = calendar.due(...asked);
    assert.deepEqual(plain(found), wanted, asked.join(" "));
    assert.equal(terbuka.sebab(found), sentence);
  }
});

test("days have the names of the one table", () => {
  given.nama.forEach(([iso, date, day]) => {
    assert.equal(terbuka.tanggal(iso), date);
    assert.equal(terbuka.hari(iso), day);
  });
  assert.equal(given.nama.length, 12);
});

test("only real days of our age are taken", () => {
  for (const day of ["1990-01-01", "2024-02-29", "2099-12-31"]) assert.equal(terbuka.sah(day), true, day);
  for (const day of ["1989-12-31", "2100-01-01", "2025-02-29", "2025-2-9", "", "9999-12-31", 20250101, null, undefined])
    assert.equal(terbuka.sah(day), false, String(day));
});

test("how far a last day is", () => {
  assert.equal(terbuka.sisa("2025-06-11", "2025-06-02"), "Tinggal 9 hari.");
  assert.equal(terbuka.sisa("2025-06-02", "2025-06-02"), "Hari ini hari terakhir.");
  assert.equal(terbuka.sisa("2025-06-01", "2025-06-02"), "");
  assert.equal(terbuka.ujung("2025-06-02", "2025-06-02"), "paling lambat Senin, 2 Juni 2025.");
  assert.equal(terbuka.ujung("2025-06-01", "2025-06-02"), "waktunya berakhir Minggu, 1 Juni 2025.");
});

test("the day at the office does not depend on where the reader is", () => {
  const here = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jayapura" }).format(new Date());
  assert.equal(terbuka.kini("Asia/Jayapura"), here);
});

test("the days of the week that are no working days", () => {
  const week = ["2025-06-02", "2025-06-03", "2025-06-06", "2025-06-07", "2025-06-08"];
  assert.deepEqual(week.map(terbuka.akhirPekan), [false, false, false, true, true]);
});
