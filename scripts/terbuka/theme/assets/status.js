/* The code of a receipt as it is typed, and what the holder of a case can do on a day; knows no page and no clock.
   Needs bersama.js. The same code in Python: features/receipts/codes.py. */
(() => {
  "use strict";
  const T = window.terbuka;
  const say = T.hari;
  const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  // {kode} or {salah: sentence}
  T.kode = (typed) => {
    const code = typed.replace(/[\s-]/g, "").toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0");
    const strange = Array.from(code.replace(/[0-9A-HJKMNP-TV-Z]/g, ""))[0];
    if (!code) return { salah: "Ketik kode di tanda terima Anda." };
    if (strange)
      return { salah: `Tanda “${strange}” tidak ada dalam kode. Kode hanya angka dan huruf, tanpa I, L, O, dan U.` };
    if (code.length !== 20) return { salah: `Kode terdiri dari 20 angka dan huruf. Yang Anda ketik ${code.length}.` };
    let sum = 0;
    Array.from(code.slice(0, 19)).forEach((letter) => {
      sum = (sum ^ LETTERS.indexOf(letter)) << 1;
      if (sum & 32) sum ^= 37;
    });
    if (LETTERS.charAt(sum) === code.charAt(19)) return { kode: code };
    const typo = "Ada yang salah ketik: satu tanda keliru, atau dua tanda tertukar. Cocokkan lagi dengan tanda terima.";
    return { salah: typo };
  };

  // What the holder can do now: [{teks, lewat, surat}]; `surat` is the ground of a letter of objection, " " for none.
  // `office`: kalimat (sentences of the law's data) and alasan (grounds by the event that gives them).
  T.langkahStatus = (s, today, office) => {
    const asks = s.register === "permohonan";
    if (s.tahap === "dicabut")
      return [{ teks: "Dicabut, jadi tidak diproses lagi. Anda dapat meminta lagi kapan saja." }];
    const steps = [];
    if (s.tahap === "tidak-lengkap") {
      steps.push({
        teks: "Tidak dilengkapi pada waktunya, jadi tidak diproses. Anda dapat mengajukan permohonan baru.",
      });
      if (s.waktu !== "lewat-batas") return steps;
    }
    if (s.tahap === "menunggu-perbaikan") steps.push({ teks: repair(s, today) });
    steps.push(...(s.dijawab ? answered(s, asks) : waiting(s, today, asks)));
    if (s.putusan === "tidak-dikuasai")
      steps.push({ teks: "Surat jawabannya menyebut badan publik yang menguasai informasinya." });
    if (s.aman) steps.push(...next(s, today, asks, office));
    return steps;
  };

  function repair(s, today) {
    if (!s.lengkapi) return "Lengkapi permohonan Anda. Hari terakhirnya ada di surat kantor.";
    const left = T.sisa(s.lengkapi, today) || "Harinya sudah lewat: tanyakan kepada kantor.";
    const sent =
      " Dihitung sejak suratnya dikirim. Bila Anda menerimanya kemudian, hitungannya sejak hari Anda terima " +
      "(Perki 1/2021 Pasal 33 ayat (3)).";
    return `Lengkapi permohonan Anda paling lambat ${say(s.lengkapi)}. ${left}${s.anggapan ? sent : ""}`;
  }

  function answered(s, asks) {
    if (s.waktu !== "dalam-batas" && s.waktu !== "lewat-batas") return [];
    const late = s.waktu === "lewat-batas";
    const limit = s.batas ? `: batasnya ${say(s.batas)}` : "";
    return [
      { teks: `${asks ? "Dijawab" : "Ditanggapi"} ${late ? "sesudah batasnya" : "dalam batas"}${limit}.`, lewat: late },
    ];
  }

  function waiting(s, today, asks) {
    const unknown = "Hari terakhir jawaban belum dapat dihitung";
    if (!s.batas && s.batas_pasti)
      return [
        { teks: `${unknown}, tetapi sudah pasti lewat: tidak mungkin sesudah ${say(s.batas_pasti)}.`, lewat: true },
      ];
    if (!s.batas) return [{ teks: `${unknown}. Tanyakan kepada kantor.` }];
    const late = s.batas < today;
    const who = asks ? "Kantor menjawab" : "Atasan PPID menanggapi";
    const left = late ? `Lewat batas ${T.lewatSejak(s.batas)}` : T.sisa(s.batas, today);
    const steps = [{ teks: `${who} paling lambat ${say(s.batas)}. ${left}`, lewat: late }];
    if (s.semula)
      steps.push({ teks: `Semula ${T.tanggal(s.semula)}; bergeser karena hari libur yang ditetapkan kemudian.` });
    if (s.batas_akhir) {
      const since = asks ? "dinyatakan lengkap (Perki 1/2021)" : "dicatat dalam register";
      steps.push({ teks: `Dihitung sejak ${since}: ${say(s.batas_akhir)}.` });
    }
    if (s.perkiraan) steps.push({ teks: "Perkiraan: sebagian hari liburnya belum ditetapkan." });
    return steps;
  }

  // An answer and its lateness end on one day, and are one line.
  const EVENTS = [
    ["batas-jawaban", "Karena tidak ditanggapi sampai batasnya"],
    ["jawaban", "Karena jawabannya, atau karena terlambat"],
    ["batas-tanggapan", "Karena tidak ditanggapi sampai batasnya"],
    ["tanggapan", "Karena tanggapannya"],
  ];
  function next(s, today, asks, office) {
    // The earliest end that still lives on the day of reading; the seal was made on an earlier day.
    const ends = s.akhir || {};
    const days = Object.keys(ends)
      .map((event) => ends[event])
      .sort();
    const from = s.aman[0];
    const to = days.find((day) => day >= today) || days[days.length - 1] || s.aman[1];
    const open = today >= from && today <= to;
    const step = asks ? "keberatan" : "sengketa ke Komisi Informasi";
    const text = s.dijawab
      ? `Tidak puas? Ajukan ${step} paling lambat ${say(to)}, dihitung dari hari yang tercatat di kantor.`
      : `Bila tidak dijawab, paling aman ajukan ${step} antara ${say(from)} dan ${say(to)}.`;
    const over = s.lain ? "" : " Waktu amannya sudah lewat: tanyakan kepada PPID atau Komisi Informasi.";
    const when = today > to ? over : open ? " Sekarang waktunya." : " Belum waktunya.";
    const late = s.waktu === "lewat-batas" ? office.alasan.terlambat : "";
    const ground = s.dijawab ? late : office.alasan["tidak-dijawab"];
    const steps = [{ teks: text + when, surat: asks && open ? ground || " " : "" }];
    EVENTS.forEach(([event, why]) => {
      if (ends[event]) steps.push({ teks: `${why}: ${T.ujung(ends[event], today)}` });
    });
    if (s.lain) steps.push({ teks: "Waktu karena kejadian yang lain belum dapat dihitung, jadi belum tentu lewat." });
    // Each ground has its own term; the way after silence rests on a text of its own.
    const several = asks && days.length ? "keberatan-awal" : "";
    const ours = T.kalimat(office.kalimat, asks || s.dijawab ? several : "sengketa-tanpa-tanggapan");
    if (ours) steps.push({ teks: ours });
    return steps;
  }
})();
