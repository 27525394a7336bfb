// What leaves the page: codes as they are typed, letters of objection, calendar files.
import assert from "node:assert/strict";
import test from "node:test";
import { given, offered } from "./load.mjs";

const terbuka = offered("bersama.js", "hari.js", "catatan.js", "cek-status.js");
const calendar = terbuka.kalender(given.kantor.contoh.tabel);
const office = given.kantor.contoh.catatan;
const PLACE = { badan: "contoh", nama: "Kantor\u0000", alamat: "https://contoh.example/catatan/" };

test("a code is read as the program reads it", () => {
  for (const [typed, wanted] of given.kode) assert.equal(terbuka.kode(typed).kode || "", wanted, typed);
  assert.equal(new Set(given.kode.map(([, wanted]) => wanted === "")).size, 2);
});

test("what is wrong with a code is said", () => {
  for (const [typed, sentence] of [
    [" - ", "Ketik kode di tanda terima Anda."],
    ["12U4", "Tanda “U” tidak ada dalam kode. Kode hanya angka dan huruf, tanpa I, L, O, dan U."],
    ["12🙂4", "Tanda “🙂” tidak ada dalam kode. Kode hanya angka dan huruf, tanpa I, L, O, dan U."],
    ["1234", "Kode terdiri dari 20 angka dan huruf. Yang Anda ketik 4."],
    [
      "0000-0000-0000-0000-0001",
      "Ada yang salah ketik: satu tanda keliru, atau dua tanda tertukar. Cocokkan lagi dengan tanda terima.",
    ],
  ])
    assert.equal(terbuka.kode(typed).salah, sentence);
});

// The letter of objection that a note offers on a day.
function letter(days, today) {
  const note = { perihal: "Peta", nomor: "", ...days };
  return terbuka.langkah(note, calendar, today, office).find((step) => step.surat)?.surat;
}

test("the letter says what happened, and names the grounds", () => {
  const silent = letter({ diterima: "2025-03-26", lengkap: "2025-04-09" }, "2025-06-02");
  assert.equal(silent.alasan, office["tidak-dijawab"]);
  assert.equal(silent.nomor, "tidak diberi nomor");
  assert.equal(
    silent.kasus,
    "Permohonan saya diterima Rabu, 26 Maret 2025 dan harus dijawab paling lambat Senin, 21 April 2025. " +
      "Sampai Senin, 2 Juni 2025 saya belum menerima jawaban tertulis.",
  );
  const late = letter({ diterima: "2025-03-26", dijawab: "2025-04-28", hasil: "a", nomor: "7" }, "2025-05-05");
  assert.equal(late.alasan, `a,${office.terlambat}`);
  assert.equal(late.nomor, "7");
  assert.equal(
    late.kasus,
    "Permohonan saya diterima Rabu, 26 Maret 2025 dan dijawab Senin, 28 April 2025, " +
      "sesudah batasnya Senin, 21 April 2025.",
  );
  const missing = letter({ ditemukan: "2026-06-08" }, "2026-06-30");
  assert.equal(missing.kasus, "Informasi berkala ini saya dapati tidak ada pada Senin, 8 Juni 2026.");
  assert.equal(letter({ diterima: "2025-05-28" }, "2025-06-02"), undefined, "not yet the time");
});

test("a calendar file holds no control character, and no line of a stranger", () => {
  const made = terbuka.ics(
    { id: "abcdef", perihal: "a\u0000b\u0007c\td\r\nBEGIN:VEVENT\u2028e\rf\u0085g", nomor: "", urut: 3 },
    [{ kode: "keberatan", judul: "J", teks: "T\u001b", hingga: "2026-06-09" }],
    "20260101T000000Z",
    PLACE,
  );
  const lines = made.split("\r\n");
  assert.ok(lines.includes("SUMMARY:J: abc d\\nBEGIN:VEVENTe\\nfg"));
  assert.ok(lines.includes("UID:abcdef-keberatan@contoh.terbuka"));
  assert.ok(lines.includes("SEQUENCE:3"));
  assert.equal(lines.filter((line) => line === "BEGIN:VEVENT").length, 1);
  const control = (letter) => letter !== "\r" && letter !== "\n" && /[\p{Cc}\u2028\u2029]/u.test(letter);
  assert.deepEqual(Array.from(made).filter(control), []);
});

test("lines of a calendar file have at most 75 octets, and no letter is cut", () => {
  const subject = `${"é".repeat(60)}🙂${"字".repeat(40)}`;
  const steps = [{ kode: "keberatan", judul: "J", teks: "T", hingga: "2026-06-09" }];
  const made = terbuka.ics({ id: "abcdef", perihal: subject, nomor: "" }, steps, "20260101T000000Z", PLACE);
  for (const line of made.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.ok(made.replaceAll("\r\n ", "").includes(`SUMMARY:J: ${subject}`));
});

test("without a last day there is no calendar file", () => {
  assert.equal(terbuka.ics({ id: "abcdef", perihal: "x", nomor: "" }, [], "20260101T000000Z", PLACE), "");
});

test("a later export of a calendar wins, whatever the clock says", () => {
  const now = Date.UTC(2026, 0, 1);
  assert.equal(terbuka.urutan({ urut: 0 }, now), now / 6e4);
  assert.equal(terbuka.urutan({ urut: now / 6e4 }, now), now / 6e4 + 1);
  assert.equal(terbuka.urutan({ urut: 3 }, 8.64e15), 1e9);
});
