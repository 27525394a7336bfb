/* What several scripts share: days and how they are said, sentences of the law's data, a few elements. */
(() => {
  "use strict";
  window.terbuka = window.terbuka || {};
  const T = window.terbuka;
  const DAY = 864e5;
  // Filled by the build from the one table of names; weekdays begin with Monday.
  const MONTHS = "@@t:bulan@@".split(" ");
  const WEEKDAYS = "@@t:pekan@@".split(" ");

  const at = (iso) => Date.parse(`${iso}T00:00:00Z`);
  const weekday = (iso) => new Date(at(iso)).getUTCDay();

  // What may be typed, kept or handed over as a day: a real one, within these. Other years are a slip, and
  // arithmetic on them has no end.
  T.DARI = "1990-01-01";
  T.SAMPAI = "2099-12-31";
  T.sah = (iso) =>
    typeof iso === "string" &&
    /^\d{4}-\d\d-\d\d$/.test(iso) &&
    iso >= T.DARI &&
    iso <= T.SAMPAI &&
    !Number.isNaN(at(iso)) &&
    new Date(at(iso)).toISOString().slice(0, 10) === iso;
  // "antara 1990 dan 2099": the years that are taken.
  T.tahunSah = () => `antara ${T.DARI.slice(0, 4)} dan ${T.SAMPAI.slice(0, 4)}`;
  T.tambah = (iso, days) => new Date(at(iso) + days * DAY).toISOString().slice(0, 10);
  T.jarak = (from, to) => Math.round((at(to) - at(from)) / DAY);
  T.akhirPekan = (iso) => weekday(iso) % 6 === 0;
  T.namaHari = (iso) => WEEKDAYS[(weekday(iso) + 6) % 7];
  T.tanggal = (iso) => `${+iso.slice(8)} ${MONTHS[+iso.slice(5, 7) - 1]} ${+iso.slice(0, 4)}`;
  T.hari = (iso) => `${T.namaHari(iso)}, ${T.tanggal(iso)}`;
  // The day at the office, by the reader's clock.
  T.kini = (zone) => {
    const parts = {};
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(new Date())
      .forEach((part) => {
        parts[part.type] = part.value;
      });
    return `${parts.year}-${parts.month}-${parts.day}`;
  };
  // How long a last day is away; empty once it has passed.
  T.sisa = (last, today) => {
    const left = T.jarak(today, last);
    return left < 0 ? "" : left === 0 ? "Hari ini hari terakhir." : `Tinggal ${left} hari.`;
  };
  // The end of a term among others: still to come, or passed.
  T.ujung = (last, today) => `${last < today ? "waktunya berakhir" : "paling lambat"} ${T.hari(last)}.`;
  T.lewatSejak = (last) => `sejak ${T.tanggal(T.tambah(last, 1))}.`;

  // The sentences of the law's data that have a role, with their articles and marks; empty where it has none for the day.
  T.kalimat = (law, role) =>
    (law[role] || [])
      .map((sentence) => {
        const beside = [sentence.dasar, sentence.tanda].filter(Boolean).join("; ");
        return sentence.teks + (beside ? ` (${beside})` : "");
      })
      .join(" ");

  // Parts of a letter of objection: what was asked for and when, and that nobody answered.
  T.diterima = (received, due) =>
    `Permohonan saya diterima ${T.hari(received)}${due ? ` dan harus dijawab paling lambat ${T.hari(due)}` : ""}`;
  T.belumDijawab = (today) => `Sampai ${T.hari(today)} saya belum menerima jawaban tertulis.`;

  T.buat = (name, text, kind) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  // The link to the letter of objection; the facts stand behind "#", which no server ever sees.
  T.suratKeberatan = (address, facts, kind) => {
    const link = T.buat("a", "Siapkan surat keberatan", kind);
    link.href = `${address}#${new URLSearchParams(facts)}`;
    return link;
  };
})();
