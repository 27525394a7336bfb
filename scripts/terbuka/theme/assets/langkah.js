/* What follows from the days of a note, and its calendar file; knows no page and no clock. Needs hari.js and bersama.js.
   The office is held to the earlier day, the visitor is shown the safe one.

   A note: perihal, nomor, hasil (ground that the visitor names) and days as ISO text. `k`: the calendar of hari.js.
   `office`: kalimat (sentences of the law's data), "tidak-dijawab" and terlambat (grounds of silence and of lateness). */
(() => {
  "use strict";
  const T = window.terbuka;
  const say = T.hari;
  // Roles of time limits in the law's data.
  const ANSWER = "tenggat-jawab";
  const COMPLETE = "tenggat-kelengkapan";
  const REPAIR = "tenggat-perbaikan";
  const REPLY = "tenggat-tanggapan";
  const EVENTS = {
    "batas-jawaban": "Tidak ditanggapi sampai batasnya",
    jawaban: "Jawabannya",
    "jawaban-terlambat": "Terlambat dijawab",
    "batas-tanggapan": "Tidak ditanggapi sampai batasnya",
    tanggapan: "Tanggapannya",
    ditemukan: "Informasi berkala tidak ada",
  };

  const known = (r) => (r && !r.galat ? r.jatuh_tempo : "");

  // The answer's days: by the Act (from receipt), and by the Perki (from the day it is declared complete).
  function answer(n, k) {
    const a = { polos: k.menurut(ANSWER, n.diterima, false) };
    // An extension counts only when it was told in time; the window that is safe waits for it either way.
    a.tepat = !!n.diperpanjang && n.diperpanjang <= known(a.polos);
    a.uu = a.tepat ? k.menurut(ANSWER, n.diterima, true) : a.polos;
    const check = n.lengkap ? null : k.menurut(COMPLETE, n.tercatat || n.diterima, false);
    a.lengkap = n.lengkap || known(check) || n.diterima;
    a.perki = k.menurut(ANSWER, a.lengkap, !!n.diperpanjang);
    // The last day that the answer can have had: the exact one, or the bound; an extension that may have been in
    // time is held to be.
    a.batas = known(a.uu) || a.uu.selambatnya || "";
    if (!known(a.uu) && n.diperpanjang && n.diperpanjang <= a.batas)
      a.batas = k.menurut(ANSWER, n.diterima, true).selambatnya || a.batas;
    return a;
  }

  // When each event of a note began and is safe to act on: {event: [start, first safe day, what that waits for]}.
  function events(n, k) {
    const begun = {};
    function around(name, answered, first, later, bound) {
      const last = known(later);
      if (answered) {
        begun[name] = [answered, answered];
        if (bound && answered > bound) begun[`${name}-terlambat`] = [answered, answered];
        if (first && answered > first) begun[`batas-${name}`] = [first, first];
      } else if (first) begun[`batas-${name}`] = [first, last && k.sesudah(last > first ? last : first), later];
    }
    if (n.ditemukan) begun.ditemukan = [n.ditemukan, n.ditemukan];
    if (n.putusan) begun.putusan = [n.putusan, n.putusan];
    if (n.diterima) {
      const a = answer(n, k);
      around("jawaban", n.dijawab, known(a.uu), a.perki, a.batas);
    }
    if (n.keberatan) {
      const first = k.menurut(REPLY, n.keberatan, false);
      const later = n.dicatat ? k.menurut(REPLY, n.dicatat, false) : first;
      around("tanggapan", n.ditanggapi, known(first), later, known(first) || first.selambatnya);
    }
    return begun;
  }

  // The same as law/rights.py: {keberatan: [term], sengketa: [term], gugatan: [term]}. A term: peristiwa, alasan,
  // mulai, buka (first safe day, "" where tunggu cannot be counted), r (what due says of its end), jam. Every event
  // has its own; a step that was taken uses up what had begun by then.
  T.hak = (n, k) => {
    const begun = events(n, k);
    const rights = { keberatan: [], sengketa: [], gugatan: [] };
    Object.keys(k.jam).forEach((id) => {
      const jam = k.jam[id];
      const taken = n[jam.langkah];
      (jam.sejak || []).forEach((e) => {
        const at = begun[e.peristiwa];
        if (!at || (taken && at[0] < taken)) return;
        const r = k.due(id, at[0], false);
        rights[jam.langkah].push({ ...e, mulai: at[0], buka: at[1], tunggu: at[2], r, jam });
      });
    });
    return rights;
  };

  // Steps of a note on a day: {kode, judul, teks, rinci: [sentences], bacaan, keadaan, hingga, r: [answers of due],
  // surat, laman}; `hingga` goes into the calendar, where `kode` (a clock, or a step of the visitor) tells one day
  // from another, whatever the day or the title becomes.
  T.langkah = (n, k, today, office) => {
    const steps = [];
    const rights = T.hak(n, k);
    const context = { n, k, today, office, rights, step, unknown, beyond, act };

    function step(code, title, text, more) {
      const made = { kode: code, judul: title, teks: text, r: [], ...more };
      steps.push(made);
      return made;
    }
    function unknown(code, title, r) {
      step(code, title, T.sebab(r));
    }
    // The day is not known: late for certain, or why it is not known.
    function beyond(code, title, r, bound, late) {
      if (!late) unknown(code, title, r);
      else
        step(
          code,
          title,
          `Hari tepatnya belum dapat dihitung, karena kalender ${r.tahun} belum ada, ` +
            `tetapi tidak mungkin sesudah ${say(bound)}.`,
          { keadaan: "Pasti lewat batas undang-undang.", lewat: true },
        );
    }
    // One step of the visitor with all its terms: the earliest end that lives is advised, the others are told.
    function act(code, title, terms, more) {
      const counted = terms.filter((t) => !t.r.galat).sort((a, b) => (a.r.jatuh_tempo < b.r.jatuh_tempo ? -1 : 1));
      if (counted.length) advise(code, title, terms, counted, more);
      else if (terms.length) {
        const first = terms[0];
        const opens = first.buka > first.mulai ? `Mulai ${say(first.buka)}. ` : "";
        step(code, title, `${opens}Hari terakhirnya: ${T.sebab(first.r)}`);
      }
    }
    function advise(code, title, terms, counted, more) {
      const alive = counted.filter((t) => today <= t.r.jatuh_tempo);
      const next = alive[0] || counted[counted.length - 1];
      const last = next.r.jatuh_tempo;
      if (!next.buka) return unknown(code, title, next.tunggu);
      const waits = next.buka > next.mulai;
      const open = !!alive.length && today >= next.buka;
      const differ = terms.some((t) => t.r.jatuh_tempo !== last);
      const text = waits
        ? `Paling aman antara ${say(next.buka)} dan ${say(last)}.`
        : `${differ ? "Paling aman paling lambat" : "Paling lambat"} ${say(last)}.`;
      const made = step(code, title, text, {
        keadaan: alive.length ? (open ? `Sekarang waktunya. ${T.sisa(last, today)}` : "Belum waktunya.") : over(terms),
        terbuka: open,
        hingga: last,
        mulai: waits ? next.buka : null,
        r: [next.r],
      });
      if (differ) {
        made.rinci = counted.concat(terms.filter((t) => t.r.galat)).map(end);
        if (next.jam.langkah === "keberatan") made.bacaan = T.kalimat(office.kalimat, "keberatan-awal");
        made.r = counted.map((t) => t.r);
      }
      if (next.jam.terkonfirmasi === false) made.bacaan = T.kalimat(office.kalimat, "sengketa-tanpa-tanggapan");
      if (open) Object.assign(made, more);
    }
    function over(terms) {
      const perhaps = terms.some((t) => t.r.galat && !(t.r.selambatnya && today > t.r.selambatnya));
      return perhaps
        ? "Waktu yang lain belum dapat dihitung, jadi belum tentu lewat."
        : "Waktu amannya sudah lewat. Tanyakan kepada PPID atau Komisi Informasi.";
    }
    function end(t) {
      const letters = t.alasan.length ? ` (huruf ${t.alasan.join(", ")})` : "";
      return `${EVENTS[t.peristiwa]}${letters}: ${t.r.galat ? T.sebab(t.r) : T.ujung(t.r.jatuh_tempo, today)}`;
    }

    if (n.diterima) asked(context);
    // Information that is missing needs no request, and has a letter of its own.
    const missing = rights.keberatan.filter((t) => t.peristiwa === "ditemukan");
    act("keberatan-berkala", "Informasi berkala tidak ada: keberatan", missing, {
      surat: {
        alasan: missing.length ? missing[0].alasan.join(",") : "",
        kasus: `Informasi berkala ini saya dapati tidak ada pada ${say(n.ditemukan || today)}.`,
      },
    });
    if (n.keberatan) objected(context);
    if (n.sengketa && !n.putusan) {
      const text = `Diajukan ${say(n.sengketa)}. Selanjutnya ikuti panggilan Komisi Informasi.`;
      step("sengketa-berjalan", "Sengketa", text);
    }
    act("gugatan", "Belum puas: gugatan ke pengadilan", rights.gugatan, {});
    return steps;
  };

  // --- a request

  function asked({ n, k, today, office, rights, step, unknown, beyond, act }) {
    if (!n.nomor && !n.dijawab) {
      const sentences = ["nomor-waktu", "nomor-bukti"].flatMap((role) => office.kalimat[role] || []);
      const text = sentences.map((sentence) => sentence.teks).join(" ");
      step("nomor", "Nomor pendaftaran", text, { keadaan: "Waktu tetap berjalan." });
    }
    const a = answer(n, k);
    const due = known(a.uu);
    if (n.kurang && !n.lengkap && !n.dijawab) repair(n, k, today, a.batas, { step, unknown });
    const over = !!a.batas && (n.dijawab || today) > a.batas;
    if (!due) beyond(k.peran(ANSWER), "Jawaban kantor", a.uu, a.batas, over);
    else if (n.dijawab)
      step(k.peran(ANSWER), "Jawaban kantor", `Anda terima ${say(n.dijawab)}; batasnya ${say(due)}.`, {
        keadaan: over ? "Lewat batas undang-undang." : "Dalam batas.",
        lewat: over,
        r: [a.uu],
      });
    else waiting(n, k, a, today, over, step);
    if (!due && over && !n.dijawab && !n.keberatan) unknown("keberatan", "Bila tidak dijawab: keberatan", a.uu);
    // A right answer in time opens nothing; of a wrong one only the ground that the visitor named.
    const terms = rights.keberatan
      .filter((t) => t.peristiwa !== "ditemukan" && (t.peristiwa !== "jawaban" || n.hasil))
      .map((t) => (t.peristiwa === "jawaban" ? { ...t, alasan: [n.hasil] } : t));
    const title = n.keberatan
      ? "Keberatan baru: jawabannya datang sesudah keberatan Anda"
      : !n.dijawab
        ? "Bila tidak dijawab: keberatan"
        : n.hasil
          ? "Keberatan atas jawabannya"
          : "Keberatan karena terlambat";
    const grounds = n.dijawab ? [n.hasil, over ? office.terlambat : ""] : [office["tidak-dijawab"]];
    act("keberatan", title, terms, {
      surat: {
        alasan: grounds.filter(Boolean).join(","),
        nomor: n.nomor || "tidak diberi nomor",
        diminta: n.diterima,
        kasus: n.dijawab
          ? `${T.diterima(n.diterima)} dan dijawab ${say(n.dijawab)}` +
            `${over && due ? `, sesudah batasnya ${say(due)}` : ""}.`
          : `${T.diterima(n.diterima, due)}. ${T.belumDijawab(today)}`,
      },
    });
  }
  // The office asked for what is missing.
  function repair(n, k, today, bound, { step, unknown }) {
    const fix = k.menurut(REPAIR, n.kurang, false);
    if (fix.galat) return unknown(k.peran(REPAIR), "Melengkapi permohonan", fix);
    const late =
      bound && n.kurang > bound
        ? " Surat itu datang sesudah batas jawaban, jadi tidak menghapus keterlambatan kantor."
        : "";
    const text = `Lengkapi paling lambat ${say(fix.jatuh_tempo)}, dihitung sejak suratnya Anda terima.${late}`;
    step(k.peran(REPAIR), "Melengkapi permohonan", text, {
      keadaan: T.sisa(fix.jatuh_tempo, today) || "Sudah lewat: tanyakan kepada kantor.",
      hingga: fix.jatuh_tempo,
      r: [fix],
    });
  }
  // The office has not answered yet, and its last day is known.
  function waiting(n, k, a, today, over, step) {
    const due = known(a.uu);
    const text = `Paling lambat ${say(due)}, ${a.uu.lama} hari kerja sejak diterima (UU 14/2008).`;
    step(k.peran(ANSWER), "Jawaban kantor", text, {
      keadaan: over ? `Lewat batas undang-undang ${T.lewatSejak(due)}` : T.sisa(due, today),
      lewat: over,
      hingga: due,
      r: [a.uu],
    });
    if (n.diperpanjang && !a.tepat) {
      const told = `Diberitahukan sesudah batas ${say(known(a.polos))}, jadi tidak memundurkan batas undang-undang.`;
      step("perpanjangan", "Perpanjangan", told);
    }
    if (known(a.perki) > due) {
      const text = `Dihitung sejak dinyatakan lengkap, jawaban paling lambat ${say(a.perki.jatuh_tempo)}`;
      const when = n.lengkap ? "" : `, bila dinyatakan lengkap paling lambat ${say(a.lengkap)}`;
      step("menurut-perki", "Menurut Perki 1/2021", `${text}${when}.`, { r: [a.perki] });
    }
  }

  // --- an objection

  function objected({ n, k, today, rights, step, beyond, act }) {
    const title = "Tanggapan Atasan PPID";
    const first = k.menurut(REPLY, n.keberatan, false);
    const recorded = n.dicatat ? k.menurut(REPLY, n.dicatat, false) : null;
    const due = known(first);
    const bound = due || first.selambatnya || "";
    const late = !!bound && (n.ditanggapi || today) > bound;
    if (!due) beyond(k.peran(REPLY), title, first, bound, late);
    else if (n.ditanggapi)
      step(k.peran(REPLY), title, `Anda terima ${say(n.ditanggapi)}; batasnya ${say(due)}.`, {
        keadaan: late ? "Lewat batas undang-undang." : "Dalam batas.",
        lewat: late,
        r: [first],
      });
    else {
      const later = known(recorded) > due ? ` Dihitung sejak dicatat dalam register: ${say(known(recorded))}.` : "";
      step(k.peran(REPLY), title, `Paling lambat ${say(due)}.${later}`, {
        keadaan: late ? `Lewat batas ${T.lewatSejak(due)}` : T.sisa(due, today),
        lewat: late,
        hingga: due,
        r: known(recorded) ? [first, recorded] : [first],
      });
    }
    const next = n.sengketa
      ? "Sengketa baru: tanggapannya datang sesudah sengketa diajukan"
      : n.ditanggapi
        ? "Belum puas: sengketa ke Komisi Informasi"
        : "Bila tidak ditanggapi: sengketa";
    act("sengketa", next, rights.sengketa, { laman: true });
  }

  // --- the calendar file (RFC 5545)

  // At most 75 octets a line; never within a letter.
  function fold(line) {
    const lines = [];
    let now = "";
    let size = 0;
    Array.from(line).forEach((letter) => {
      const octets = new TextEncoder().encode(letter).length;
      if (size + octets > 73) {
        lines.push(now);
        now = " ";
        size = 1;
      }
      now += letter;
      size += octets;
    });
    return lines.concat(now).join("\r\n");
  }
  // Control characters have no place in a calendar file: an end of line stays as one, a tab becomes a blank, others go.
  function escaped(text) {
    return text
      .replace(/\r\n?/g, "\n")
      .replace(/\t/g, " ")
      .replace(/(?!\n)[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, "")
      .replace(/[\\;,]/g, "\\$&")
      .replace(/\n/g, "\\n");
  }
  // A calendar keeps of one UID what has the highest SEQUENCE: it rises with each export, also after an older backup
  // was loaded.
  T.urutan = (n, now) => Math.max((n.urut || 0) + 1, Math.min(Math.floor(now / 6e4), 1e9));
  // The file, or "" when no step has an end. `place`: badan (its id), nama (the office), alamat (of the page).
  T.ics = (n, steps, stamp, place) => {
    const dated = steps.filter((s) => s.hingga);
    if (!dated.length) return "";
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Terbuka//Catatan saya//ID", "CALSCALE:GREGORIAN"];
    dated.forEach((s) => {
      const title = escaped(`${s.judul}: ${n.perihal}`);
      const number = n.nomor ? `\nNomor ${n.nomor}` : "";
      lines.push(
        "BEGIN:VEVENT",
        `UID:${n.id}-${s.kode}@${place.badan}.terbuka`,
        `SEQUENCE:${n.urut || 0}`,
        `DTSTAMP:${stamp}`,
        `URL:${place.alamat}`,
        `DTSTART;VALUE=DATE:${s.hingga.replace(/-/g, "")}`,
        `DTEND;VALUE=DATE:${T.tambah(s.hingga, 1).replace(/-/g, "")}`,
        `SUMMARY:${title}`,
        `DESCRIPTION:${escaped(`${s.teks}${number}\n${place.nama}`)}`,
        "TRANSP:TRANSPARENT",
      );
      // Nine in the morning of the day before and of the day itself.
      ["-PT15H", "PT9H"].forEach((when) => {
        lines.push("BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${title}`, `TRIGGER:${when}`, "END:VALARM");
      });
      lines.push("END:VEVENT");
    });
    return `${lines.concat("END:VCALENDAR").map(fold).join("\r\n")}\r\n`;
  };
})();
