/* Counting days by looking them up: which days are working days, and why others are not, stands in hari-kerja.json, made
   by the program that judges the office. A count that leaves the covered years is refused, never guessed. */
(function () {
  "use strict";
  var T = window.terbuka = window.terbuka || {}, DAY = 864e5;
  var NAMES = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
  var MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

  function at(iso) { return Date.parse(iso + "T00:00:00Z"); }
  // What may be typed, kept or handed over as a day: a real one, within these. Other years are a slip, and arithmetic on them has no end.
  T.DARI = "1990-01-01";
  T.SAMPAI = "2099-12-31";
  T.sah = function (iso) {
    return typeof iso === "string" && /^\d{4}-\d\d-\d\d$/.test(iso) && iso >= T.DARI && iso <= T.SAMPAI && !isNaN(at(iso)) && new Date(at(iso)).toISOString().slice(0, 10) === iso;
  };
  T.tambah = function (iso, days) { return new Date(at(iso) + days * DAY).toISOString().slice(0, 10); };
  T.jarak = function (from, to) { return Math.round((at(to) - at(from)) / DAY); };
  T.tanggal = function (iso) { return +iso.slice(8) + " " + MONTHS[+iso.slice(5, 7) - 1] + " " + +iso.slice(0, 4); };
  T.hari = function (iso) { return NAMES[new Date(at(iso)).getUTCDay()] + ", " + T.tanggal(iso); };
  // The day at the office, by the reader's clock.
  T.kini = function (zone) {
    var p = {};
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(new Date()).forEach(function (x) { p[x.type] = x.value; });
    return p.year + "-" + p.month + "-" + p.day;
  };
  // The sentences of the law's data that have a role, with their articles and marks; empty where the data has none for the day.
  T.kalimat = function (law, role) {
    return (law[role] || []).map(function (x) {
      var beside = [x.dasar, x.tanda].filter(Boolean).join("; ");
      return x.teks + (beside ? " (" + beside + ")" : "");
    }).join(" ");
  };
  T.muat = function (address) {
    return fetch(address).then(function (r) { if (!r.ok) throw new Error(r.status); return r.json(); }).then(T.kalender);
  };

  T.kalender = function (table) {
    var off = {}, clocks = {}, roles = {};
    table.libur.forEach(function (h) { off[h.tanggal] = h; });
    table.tenggat.forEach(function (c) { clocks[c.id] = c; if (c.peran) roles[c.peran] = c.id; });

    // The length-th working day; asKnown: by the days off that were decreed on the day of the start.
    function walk(start, length, asKnown) {
      var here = start, left = length, skipped = [], guess = false, late = false;
      while (left) {
        here = T.tambah(here, 1);
        var year = table.tahun[here.slice(0, 4)], holiday = off[here], weekday = new Date(at(here)).getUTCDay();
        if (weekday % 6 && !year) return { galat: "kalender", tahun: +here.slice(0, 4) };
        guess = guess || !!year && year.status === "perkiraan";
        var later = !!(weekday % 6 && holiday && holiday.ditetapkan > start);
        if (year && year.kerja.charAt(T.jarak(here.slice(0, 4) + "-01-01", here)) === "1" || later && asKnown) { left--; continue; }
        late = late || later;
        if (weekday % 6) guess = guess || holiday.perkiraan;
        skipped.push(weekday % 6 ? { tanggal: here, sebab: holiday.nama, dasar: holiday.dasar, perkiraan: holiday.perkiraan }
          : { tanggal: here, sebab: NAMES[weekday], dasar: null, perkiraan: false });
      }
      return { here: here, skipped: skipped, guess: guess, late: late };
    }

    // The same answer as `terbuka deadline --json`, or {galat} with what is missing.
    function due(id, start, extended) {
      var clock = clocks[id], rule = null;
      if (!clock) return { galat: "tak-dikenal" };
      if (!T.sah(start)) return { galat: "hari" };
      if (start < clock.nilai[0].mulai) return { galat: "belum-berlaku", sejak: clock.nilai[0].mulai };
      clock.nilai.forEach(function (n) { if (n.mulai <= start) rule = n; });
      if (extended && !rule.perpanjangan) return { galat: "tanpa-perpanjangan" };
      var more = extended ? rule.perpanjangan : 0, length = rule.lama + more, working = clock.satuan !== "hari-kalender";
      var made = working ? walk(start, length, false) : { here: T.tambah(start, length), skipped: [], guess: false, late: false };
      if (made.galat) {
        // The exact day is not known, but not later than this for certain.
        if (table.terpanjang && length) made.selambatnya = T.tambah(start, length * table.terpanjang.kali + table.terpanjang.tambah);
        return made;
      }
      // A day off that was decreed after the start has moved the due day: where it had been is told too.
      var before = made.late ? walk(start, length, true).here : null, here = made.here;
      var notes = [];
      if (working && length) {
        Object.keys(table.tahun).forEach(function (y) {
          if (y >= start.slice(0, 4) && y <= here.slice(0, 4) && table.tahun[y].catatan) notes.push(y + ": " + table.tahun[y].catatan);
        });
      }
      return {
        tenggat: id, judul: clock.judul, mulai: start, jatuh_tempo: here, lama: length, perpanjangan: more, satuan: clock.satuan,
        arah: "sesudah", perkiraan: made.guess, dasar_hukum: clock.dasar_hukum, catatan_kalender: notes,
        semula: before === here ? null : before, dilewati: made.skipped
      };
    }
    return {
      due: due, jam: clocks,
      // The id of the clock that has a role in the law's data; undefined where none has.
      peran: function (role) { return roles[role]; },
      // The working day after; a year without a calendar gives the next day as it is.
      sesudah: function (iso) { var next = walk(iso, 1, false); return next.galat ? T.tambah(iso, 1) : next.here; }
    };
  };

  T.sebab = function (wrong) {
    return {
      kalender: "Belum dapat dihitung: hitungannya sampai ke tahun " + wrong.tahun + ", yang kalendernya belum ada." + (wrong.selambatnya ? " Selambat-lambatnya " + T.tanggal(wrong.selambatnya) + "." : ""),
      "belum-berlaku": "Tidak dihitung: aturannya baru berlaku mulai " + (wrong.sejak ? T.tanggal(wrong.sejak) : "") + ".",
      "tanpa-perpanjangan": "Batas waktu ini tidak dapat diperpanjang.",
      hari: "Tulis harinya lengkap, antara " + T.DARI.slice(0, 4) + " dan " + T.SAMPAI.slice(0, 4) + ": tanggal, bulan, dan tahun."
    }[wrong.galat] || "Batas waktu ini tidak ada di data portal.";
  };
})();
