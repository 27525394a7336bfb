/* Counting days by looking them up: which days are working days, and why others are not, stands in hari-kerja.json, made
   by the program that judges the office. A count that leaves the covered years is refused, never guessed. */
(() => {
  "use strict";
  const T = window.terbuka;

  T.muat = (address) =>
    fetch(address)
      .then((r) => {
        if (!r.ok) throw new Error(r.status);
        return r.json();
      })
      .then(T.kalender);

  T.kalender = (table) => {
    const off = {},
      clocks = {},
      roles = {};
    table.libur.forEach((h) => {
      off[h.tanggal] = h;
    });
    table.tenggat.forEach((c) => {
      clocks[c.id] = c;
      if (c.peran) roles[c.peran] = c.id;
    });

    // The length-th working day; asKnown: by the days off that were decreed on the day of the start.
    function walk(start, length, asKnown) {
      const skipped = [];
      let here = start,
        left = length,
        guess = false,
        late = false;
      while (left) {
        here = T.tambah(here, 1);
        const year = table.tahun[here.slice(0, 4)],
          holiday = off[here],
          weekend = T.akhirPekan(here);
        if (!weekend && !year) return { galat: "kalender", tahun: +here.slice(0, 4) };
        guess = guess || (!!year && year.status === "perkiraan");
        const later = !!(!weekend && holiday && holiday.ditetapkan > start);
        if ((year && year.kerja.charAt(T.jarak(`${here.slice(0, 4)}-01-01`, here)) === "1") || (later && asKnown)) {
          left--;
          continue;
        }
        late = late || later;
        if (!weekend) guess = guess || holiday.perkiraan;
        skipped.push(
          weekend
            ? { tanggal: here, sebab: T.namaHari(here), dasar: null, perkiraan: false }
            : { tanggal: here, sebab: holiday.nama, dasar: holiday.dasar, perkiraan: holiday.perkiraan },
        );
      }
      return { here: here, skipped: skipped, guess: guess, late: late };
    }

    // The same answer as `terbuka deadline --json`, or {galat} with what is missing.
    function due(id, start, extended) {
      const clock = clocks[id];
      let rule = null;
      if (!clock) return { galat: "tak-dikenal" };
      if (!T.sah(start)) return { galat: "hari" };
      if (start < clock.nilai[0].mulai) return { galat: "belum-berlaku", sejak: clock.nilai[0].mulai };
      clock.nilai.forEach((n) => {
        if (n.mulai <= start) rule = n;
      });
      if (extended && !rule.perpanjangan) return { galat: "tanpa-perpanjangan" };
      const more = extended ? rule.perpanjangan : 0,
        length = rule.lama + more,
        working = clock.satuan !== "hari-kalender";
      const made = working
        ? walk(start, length, false)
        : { here: T.tambah(start, length), skipped: [], guess: false, late: false };
      if (made.galat) {
        // The exact day is not known, but not later than this for certain.
        if (table.terpanjang && length)
          made.selambatnya = T.tambah(start, length * table.terpanjang.kali + table.terpanjang.tambah);
        return made;
      }
      // A day off that was decreed after the start has moved the due day: where it had been is told too.
      const before = made.late ? walk(start, length, true).here : null,
        here = made.here;
      const notes = [];
      if (working && length) {
        Object.keys(table.tahun).forEach((y) => {
          if (y >= start.slice(0, 4) && y <= here.slice(0, 4) && table.tahun[y].catatan)
            notes.push(`${y}: ${table.tahun[y].catatan}`);
        });
      }
      return {
        tenggat: id,
        judul: clock.judul,
        mulai: start,
        jatuh_tempo: here,
        lama: length,
        perpanjangan: more,
        satuan: clock.satuan,
        arah: "sesudah",
        perkiraan: made.guess,
        dasar_hukum: clock.dasar_hukum,
        catatan_kalender: notes,
        semula: before === here ? null : before,
        dilewati: made.skipped,
      };
    }
    return {
      due: due,
      jam: clocks,
      // The id of the clock that has a role in the law's data, and what it gives; no clock gives a reason.
      peran: (role) => roles[role],
      menurut: (role, start, extended) => due(roles[role], start, extended),
      // The working day after; a year without a calendar gives the next day as it is.
      sesudah: (iso) => {
        const next = walk(iso, 1, false);
        return next.galat ? T.tambah(iso, 1) : next.here;
      },
    };
  };

  const REASONS = {
    kalender: (wrong) =>
      `Belum dapat dihitung: hitungannya sampai ke tahun ${wrong.tahun}, yang kalendernya belum ada.` +
      (wrong.selambatnya ? ` Selambat-lambatnya ${T.tanggal(wrong.selambatnya)}.` : ""),
    "belum-berlaku": (wrong) => `Tidak dihitung: aturannya baru berlaku mulai ${T.tanggal(wrong.sejak)}.`,
    "tanpa-perpanjangan": () => "Batas waktu ini tidak dapat diperpanjang.",
    hari: () => `Tulis harinya lengkap, ${T.tahunSah()}: tanggal, bulan, dan tahun.`,
    "tak-dikenal": () => "Batas waktu ini tidak ada di data portal.",
  };
  // Why `due` gave no day, in a sentence.
  T.sebab = (wrong) => REASONS[wrong.galat](wrong);
})();
