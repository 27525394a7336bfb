/* Own notes on requests: kept in this browser only. The days come from the table of hari.js; what follows from them is told
   in two windows: the office is held to the earlier day, the visitor is shown the safe one. */
(function () {
  "use strict";
  var T = window.terbuka, d = document, root = d.querySelector("[data-catatan]");
  if (!root || !T) return;
  var one = function (s, r) { return (r || root).querySelector(s); }, all = function (s, r) { return [].slice.call((r || root).querySelectorAll(s)); };
  var KEY = "catatan:" + root.dataset.catatan, list = one("[data-daftar]"), said = one("[data-kabar]"), errors = one("[data-galat]");
  var fields = all("[name]"), save = one("[data-simpan]"), cancel = one("[data-batal]"), editing = null, notes = [], k, MOST = 200;
  // Sentences about the law, from the law data.
  var law = JSON.parse(root.dataset.kalimat || "{}");
  var DAYS = ["diterima", "ditemukan", "kurang", "lengkap", "diperpanjang", "dijawab", "keberatan", "dicatat", "ditanggapi", "sengketa", "putusan"];
  // Each day with the one it cannot come before; an objection without a request follows the day on which the information was found missing.
  var AFTER = { kurang: "diterima", lengkap: "diterima", diperpanjang: "diterima", dijawab: "diterima", keberatan: "diterima", dicatat: "keberatan", ditanggapi: "keberatan", sengketa: "diterima", putusan: "sengketa" };

  // --- what follows from the days of a note

  function known(r) { return r && !r.galat ? r.jatuh_tempo : ""; }
  // The answer's days: by the Act (from receipt), and by the Perki (from the day it is declared complete).
  function answer(n, k) {
    var id = k.peran("tenggat-jawab"), a = { jam: id, polos: k.due(id, n.diterima, false) };
    // An extension counts only when it was told in time; the window that is safe waits for it either way.
    a.tepat = !!n.diperpanjang && n.diperpanjang <= known(a.polos);
    a.uu = a.tepat ? k.due(id, n.diterima, true) : a.polos;
    var check = n.lengkap ? null : k.due(k.peran("tenggat-kelengkapan"), n.tercatat || n.diterima, false);
    a.lengkap = n.lengkap || known(check) || n.diterima;
    a.perki = k.due(id, a.lengkap, !!n.diperpanjang);
    // The last day that the answer can have had: the exact one, or the bound; an extension that may have been in time is held to be.
    a.batas = known(a.uu) || a.uu.selambatnya || "";
    if (!known(a.uu) && n.diperpanjang && n.diperpanjang <= a.batas) a.batas = k.due(id, n.diterima, true).selambatnya || a.batas;
    return a;
  }
  // The same as rights.py: {keberatan: [term], sengketa: [term], gugatan: [term]}. A term: peristiwa, alasan, mulai, buka (first safe day, "" where
  // tunggu cannot be counted), r (what due says of its end), jam. Every event has its own; a step that was taken uses up what had begun by then.
  T.hak = function (n, k) {
    var begun = {}, out = { keberatan: [], sengketa: [], gugatan: [] };
    function around(name, answered, first, later, bound) {
      var last = known(later);
      if (answered) {
        begun[name] = [answered, answered];
        if (bound && answered > bound) begun[name + "-terlambat"] = [answered, answered];
        if (first && answered > first) begun["batas-" + name] = [first, first];
      } else if (first) begun["batas-" + name] = [first, last && k.sesudah(last > first ? last : first), later];
    }
    if (n.ditemukan) begun.ditemukan = [n.ditemukan, n.ditemukan];
    if (n.putusan) begun.putusan = [n.putusan, n.putusan];
    if (n.diterima) {
      var a = answer(n, k);
      around("jawaban", n.dijawab, known(a.uu), a.perki, a.batas);
    }
    if (n.keberatan) {
      var id = k.peran("tenggat-tanggapan"), t1 = k.due(id, n.keberatan, false), t2 = n.dicatat ? k.due(id, n.dicatat, false) : t1;
      around("tanggapan", n.ditanggapi, known(t1), t2, known(t1) || t1.selambatnya);
    }
    Object.keys(k.jam).forEach(function (id) {
      var jam = k.jam[id], taken = n[jam.langkah];
      (jam.sejak || []).forEach(function (e) {
        var at = begun[e.peristiwa];
        if (!at || taken && at[0] < taken) return;
        out[jam.langkah].push({ peristiwa: e.peristiwa, alasan: e.alasan, mulai: at[0], buka: at[1], tunggu: at[2], r: k.due(id, at[0], false), jam: jam });
      });
    });
    return out;
  };

  // Steps of a note on a day: {kode, judul, teks, rinci: [sentences], bacaan, keadaan, hingga, r: [answers of due], surat, laman}; `hingga` goes into the
  // calendar, where `kode` (a clock, or a step of the visitor) tells one day from another, whatever the day or the title becomes.
  T.langkah = function (n, k, today) {
    var out = [], say = T.hari, rights = T.hak(n, k);
    function state(iso) {
      var left = T.jarak(today, iso);
      return left < 0 ? "lewat" : left === 0 ? "Hari ini hari terakhir." : "Tinggal " + left + " hari.";
    }
    function step(code, title, text, more) {
      var s = { kode: code, judul: title, teks: text, r: [] };
      Object.keys(more || {}).forEach(function (name) { s[name] = more[name]; });
      out.push(s);
      return s;
    }
    function unknown(code, title, r) { step(code, title, T.sebab(r)); }
    var EVENT = { "batas-jawaban": "Tidak ditanggapi sampai batasnya", jawaban: "Jawabannya", "jawaban-terlambat": "Terlambat dijawab", "batas-tanggapan": "Tidak ditanggapi sampai batasnya", tanggapan: "Tanggapannya", ditemukan: "Informasi berkala tidak ada" };
    // One step of the visitor with all its terms: the earliest end that lives is advised, the others are told.
    function act(code, title, terms, more) {
      var counted = terms.filter(function (t) { return !t.r.galat; }).sort(function (a, b) { return a.r.jatuh_tempo < b.r.jatuh_tempo ? -1 : 1; });
      if (!counted.length) {
        if (!terms.length) return;
        var opens = terms[0].buka;
        step(code, title, (opens > terms[0].mulai ? "Mulai " + say(opens) + ". " : "") + "Hari terakhirnya: " + T.sebab(terms[0].r));
        return;
      }
      var alive = counted.filter(function (t) { return today <= t.r.jatuh_tempo; }), perhaps = terms.filter(function (t) { return t.r.galat && !(t.r.selambatnya && today > t.r.selambatnya); }), next = alive[0] || counted[counted.length - 1], last = next.r.jatuh_tempo;
      if (!next.buka) { unknown(code, title, next.tunggu); return; }
      var waits = next.buka > next.mulai, open = alive.length && today >= next.buka;
      var differ = terms.some(function (t) { return t.r.jatuh_tempo !== last; });
      var s = step(code, title, waits ? "Paling aman antara " + say(next.buka) + " dan " + say(last) + "." : (differ ? "Paling aman paling lambat " : "Paling lambat ") + say(last) + ".", {
        keadaan: !alive.length && perhaps.length ? "Waktu yang lain belum dapat dihitung, jadi belum tentu lewat." : !alive.length ? "Waktu amannya sudah lewat. Tanyakan kepada PPID atau Komisi Informasi." : open ? "Sekarang waktunya. " + state(last) : "Belum waktunya.",
        terbuka: open, hingga: last, mulai: waits ? next.buka : null, r: [next.r]
      });
      if (differ) {
        s.rinci = counted.concat(terms.filter(function (t) { return t.r.galat; })).map(function (t) {
          var ended = today > t.r.jatuh_tempo, letters = t.alasan.length ? " (huruf " + t.alasan.join(", ") + ")" : "";
          return EVENT[t.peristiwa] + letters + ": " + (t.r.galat ? T.sebab(t.r) : (ended ? "waktunya berakhir " : "paling lambat ") + say(t.r.jatuh_tempo) + ".");
        });
        if (next.jam.langkah === "keberatan") s.bacaan = T.kalimat(law, "keberatan-awal");
        s.r = counted.map(function (t) { return t.r; });
      }
      if (next.jam.terkonfirmasi === false) s.bacaan = T.kalimat(law, "sengketa-tanpa-tanggapan");
      if (open) Object.keys(more).forEach(function (name) { s[name] = more[name]; });
    }

    if (n.diterima) asked();
    // Information that is missing needs no request, and has a letter of its own.
    var missing = rights.keberatan.filter(function (t) { return t.peristiwa === "ditemukan"; });
    act("keberatan-berkala", "Informasi berkala tidak ada: keberatan", missing, {
      surat: { alasan: missing.length ? missing[0].alasan.join(",") : "", kasus: "Informasi berkala ini saya dapati tidak ada pada " + say(n.ditemukan || today) + "." }
    });
    if (n.keberatan) objected();
    if (n.sengketa && !n.putusan) step("sengketa-berjalan", "Sengketa", "Diajukan " + say(n.sengketa) + ". Selanjutnya ikuti panggilan Komisi Informasi.");
    act("gugatan", "Belum puas: gugatan ke pengadilan", rights.gugatan, {});
    return out;

    function asked() {
      if (!n.nomor && !n.dijawab) {
        step("nomor", "Nomor pendaftaran", ["nomor-waktu", "nomor-bukti"].map(function (role) { return (law[role] || []).map(function (x) { return x.teks; }).join(" "); }).join(" ").trim(), { keadaan: "Waktu tetap berjalan." });
      }
      var a = answer(n, k), uu = a.uu, perki = a.perki, due = known(uu), last = a.batas;
      if (n.kurang && !n.lengkap && !n.dijawab) {
        var repair = k.peran("tenggat-perbaikan"), fix = k.due(repair, n.kurang, false), late = last && n.kurang > last ? " Surat itu datang sesudah batas jawaban, jadi tidak menghapus keterlambatan kantor." : "";
        if (fix.galat) unknown(repair, "Melengkapi permohonan", fix);
        else step(repair, "Melengkapi permohonan", "Lengkapi paling lambat " + say(fix.jatuh_tempo) + ", dihitung sejak suratnya Anda terima." + late, { keadaan: state(fix.jatuh_tempo) === "lewat" ? "Sudah lewat: tanyakan kepada kantor." : state(fix.jatuh_tempo), hingga: fix.jatuh_tempo, r: [fix] });
      }
      var over = n.dijawab ? !!last && n.dijawab > last : !!last && today > last;
      if (!due) {
        if (over) step(a.jam, "Jawaban kantor", "Hari tepatnya belum dapat dihitung, karena kalender " + uu.tahun + " belum ada, tetapi tidak mungkin sesudah " + say(last) + ".", { keadaan: "Pasti lewat batas undang-undang.", lewat: true });
        else unknown(a.jam, "Jawaban kantor", uu);
      } else if (!n.dijawab) {
        step(a.jam, "Jawaban kantor", "Paling lambat " + say(due) + ", " + uu.lama + " hari kerja sejak diterima (UU 14/2008).", {
          keadaan: over ? "Lewat batas undang-undang sejak " + T.tanggal(T.tambah(due, 1)) + "." : state(due), lewat: over, hingga: due, r: [uu]
        });
        if (n.diperpanjang && !a.tepat) step("perpanjangan", "Perpanjangan", "Diberitahukan sesudah batas " + say(known(a.polos)) + ", jadi tidak memundurkan batas undang-undang.");
        if (known(perki) > due) {
          step("menurut-perki", "Menurut Perki 1/2021", "Dihitung sejak dinyatakan lengkap, jawaban paling lambat " + say(perki.jatuh_tempo) + (n.lengkap ? "." : ", bila dinyatakan lengkap paling lambat " + say(a.lengkap) + "."), { r: [perki] });
        }
      } else {
        step(a.jam, "Jawaban kantor", "Anda terima " + say(n.dijawab) + "; batasnya " + say(due) + ".", { keadaan: over ? "Lewat batas undang-undang." : "Dalam batas.", lewat: over, r: [uu] });
      }
      // A right answer in time opens nothing; of a wrong one only the ground that the visitor named.
      var grounds = rights.keberatan.filter(function (t) { return t.peristiwa !== "ditemukan" && (t.peristiwa !== "jawaban" || n.hasil); }).map(function (t) {
        return t.peristiwa === "jawaban" ? { peristiwa: t.peristiwa, alasan: [n.hasil], mulai: t.mulai, buka: t.buka, r: t.r, jam: t.jam } : t;
      });
      if (!due && over && !n.dijawab && !n.keberatan) unknown("keberatan", "Bila tidak dijawab: keberatan", uu);
      var since = "Permohonan saya diterima " + say(n.diterima) + (due ? n.dijawab ? "" : " dan harus dijawab paling lambat " + say(due) : "");
      act("keberatan", n.keberatan ? "Keberatan baru: jawabannya datang sesudah keberatan Anda" : !n.dijawab ? "Bila tidak dijawab: keberatan" : n.hasil ? "Keberatan atas jawabannya" : "Keberatan karena terlambat", grounds, {
        surat: {
          alasan: (n.dijawab ? [n.hasil, over ? root.dataset.terlambat : ""] : [root.dataset.tidakDijawab]).filter(Boolean).join(","), nomor: n.nomor || "tidak diberi nomor", diminta: n.diterima,
          kasus: since + (n.dijawab ? " dan dijawab " + say(n.dijawab) + (over && due ? ", sesudah batasnya " + say(due) : "") + "." : ". Sampai " + say(today) + " saya belum menerima jawaban tertulis.")
        }
      });
    }
    function objected() {
      var id = k.peran("tenggat-tanggapan"), t1 = k.due(id, n.keberatan, false), t2 = n.dicatat ? k.due(id, n.dicatat, false) : null, reply = known(t1);
      var bound = reply || t1.selambatnya || "", slow = !!bound && (n.ditanggapi || today) > bound;
      if (!reply) {
        if (slow) step(id, "Tanggapan Atasan PPID", "Hari tepatnya belum dapat dihitung, karena kalender " + t1.tahun + " belum ada, tetapi tidak mungkin sesudah " + say(bound) + ".", { keadaan: "Pasti lewat batas undang-undang.", lewat: true });
        else unknown(id, "Tanggapan Atasan PPID", t1);
      } else if (!n.ditanggapi) {
        step(id, "Tanggapan Atasan PPID", "Paling lambat " + say(reply) + "." + (known(t2) > reply ? " Dihitung sejak dicatat dalam register: " + say(t2.jatuh_tempo) + "." : ""), {
          keadaan: slow ? "Lewat batas sejak " + T.tanggal(T.tambah(reply, 1)) + "." : state(reply), lewat: slow, hingga: reply, r: [t1].concat(known(t2) ? [t2] : [])
        });
      } else {
        step(id, "Tanggapan Atasan PPID", "Anda terima " + say(n.ditanggapi) + "; batasnya " + say(reply) + ".", { keadaan: slow ? "Lewat batas undang-undang." : "Dalam batas.", lewat: slow, r: [t1] });
      }
      act("sengketa", n.sengketa ? "Sengketa baru: tanggapannya datang sesudah sengketa diajukan" : n.ditanggapi ? "Belum puas: sengketa ke Komisi Informasi" : "Bila tidak ditanggapi: sengketa", rights.sengketa, { laman: true });
    }
  };

  // --- the calendar file (RFC 5545)

  function fold(line) {
    // At most 75 octets a line; never within a letter.
    var out = [], now = "", size = 0;
    [].forEach.call(Array.from(line), function (c) {
      var n = new TextEncoder().encode(c).length;
      if (size + n > 73) { out.push(now); now = " "; size = 1; }
      now += c;
      size += n;
    });
    return out.concat(now).join("\r\n");
  }
  // Control characters have no place in a calendar file: an end of line stays as one, a tab becomes a blank, others go.
  function escaped(text) {
    return text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(/(?!\n)[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, "").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  }
  // A calendar keeps of one UID what has the highest SEQUENCE: it rises with each export, also after an older backup was loaded.
  T.urutan = function (n, now) { return Math.max((n.urut || 0) + 1, Math.min(Math.floor(now / 6e4), 1e9)); };
  // The file, or "" when no step has an end.
  T.ics = function (n, steps, stamp, office) {
    if (!steps.some(function (s) { return s.hingga; })) return "";
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Terbuka//Catatan saya//ID", "CALSCALE:GREGORIAN"];
    steps.forEach(function (s) {
      if (!s.hingga) return;
      var title = s.judul + ": " + n.perihal;
      lines.push("BEGIN:VEVENT", "UID:" + n.id + "-" + s.kode + "@" + root.dataset.catatan + ".terbuka", "SEQUENCE:" + (n.urut || 0), "DTSTAMP:" + stamp, "URL:" + location.origin + location.pathname, "DTSTART;VALUE=DATE:" + s.hingga.replace(/-/g, ""),
        "DTEND;VALUE=DATE:" + T.tambah(s.hingga, 1).replace(/-/g, ""), "SUMMARY:" + escaped(title), "DESCRIPTION:" + escaped(s.teks + (n.nomor ? "\nNomor " + n.nomor : "") + "\n" + office), "TRANSP:TRANSPARENT");
      // Nine in the morning of the day before and of the day itself.
      ["-PT15H", "PT9H"].forEach(function (when) { lines.push("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + escaped(title), "TRIGGER:" + when, "END:VALARM"); });
      lines.push("END:VEVENT");
    });
    return lines.concat("END:VCALENDAR").map(fold).join("\r\n") + "\r\n";
  };

  // --- keeping

  function clean(n) {
    if (!n || typeof n !== "object" || typeof n.perihal !== "string" || !n.perihal.trim() || !T.sah(n.diterima) && !T.sah(n.ditemukan)) return null;
    var made = { id: /^[a-z0-9]{6,40}$/.test(n.id) ? n.id : fresh(), perihal: n.perihal.slice(0, 200), nomor: typeof n.nomor === "string" ? n.nomor.slice(0, 80) : "", hasil: /^[a-z]$/.test(n.hasil) ? n.hasil : "", urut: Number.isInteger(n.urut) && n.urut > 0 && n.urut <= 1e9 ? n.urut : 0 };
    DAYS.forEach(function (name) { made[name] = T.sah(n[name]) ? n[name] : ""; });
    return made;
  }
  function fresh() { return Array.from(crypto.getRandomValues(new Uint8Array(10)), function (x) { return (x % 36).toString(36); }).join(""); }
  function read() {
    try { notes = [].concat(JSON.parse(localStorage.getItem(KEY)) || []).map(clean).filter(Boolean).slice(0, MOST); } catch (e) { notes = []; }
  }
  function store() {
    try {
      if (notes.length) localStorage.setItem(KEY, JSON.stringify(notes)); else localStorage.removeItem(KEY);
      return true;
    } catch (e) { return false; }
  }
  function write(text) {
    said.textContent = store() ? text : "Peramban ini tidak mengizinkan penyimpanan. Pakai jendela biasa, bukan jendela pribadi.";
    draw();
  }
  function hand(text, name, kind) {
    var a = d.createElement("a"), url = URL.createObjectURL(new Blob([text], { type: kind }));
    a.href = url;
    a.download = name;
    a.click();
    setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
  }

  // --- showing

  function el(name, text, kind) { var e = d.createElement(name); if (text) e.textContent = text; if (kind) e.className = kind; return e; }
  function button(text, about, run) {
    var b = el("button", text, "button second"), s = el("span", " " + about, "vh");
    b.type = "button";
    b.append(s);
    b.addEventListener("click", run);
    return b;
  }
  function why(s) {
    var box = el("details"), body = el("ul");
    box.append(el("summary", "Mengapa hari itu"), body);
    s.r.forEach(function (r) {
      body.append(el("li", r.judul + ": " + r.lama + " " + r.satuan.replace("-", " ") + " sesudah " + T.hari(r.mulai) + ". " + r.dasar_hukum.join("; ") + "."));
      var named = r.dilewati.filter(function (x) { return x.sebab !== "Sabtu" && x.sebab !== "Minggu"; }), decrees = [];
      named.forEach(function (x) { if (x.dasar && decrees.indexOf(x.dasar) < 0) decrees.push(x.dasar); });
      if (r.dilewati.length) body.append(el("li", "Tidak dihitung: " + (r.dilewati.length - named.length) + " hari Sabtu dan Minggu" + named.map(function (x) { return "; " + T.tanggal(x.tanggal) + " " + x.sebab; }).join("") + "." + (decrees.length ? " Menurut " + decrees.join("; ") + "." : "")));
      if (r.perkiraan) body.append(el("li", "Perkiraan: sebagian hari liburnya belum ditetapkan dengan keputusan."));
    });
    return box;
  }
  function card(n) {
    var li = el("li", "", "note-card"), steps = T.langkah(n, k, T.kini(root.dataset.zona)), actions = el("p", "", "actions");
    li.append(el("h2", n.perihal), el("p", (n.nomor ? "Nomor " + n.nomor + " · " : "") + (n.diterima ? "Diterima " + T.hari(n.diterima) : "Didapati tidak ada " + T.hari(n.ditemukan)), "meta"));
    steps.forEach(function (s) {
      var box = el("div", "", "step-box");
      box.append(el("h3", s.judul), el("p", s.teks));
      if (s.rinci) {
        var ul = el("ul");
        s.rinci.forEach(function (text) { ul.append(el("li", text)); });
        box.append(ul);
      }
      if (s.bacaan) box.append(el("p", s.bacaan, "meta"));
      if (s.r.some(function (r) { return r.perkiraan; })) box.append(el("p", "Perkiraan: kalendernya belum ditetapkan.", "tag"));
      if (s.keadaan) box.append(el("p", s.keadaan, s.lewat ? "overdue" : "state"));
      if (s.surat) {
        var a = el("a", "Siapkan surat keberatan", "button"), p = new URLSearchParams({ nomor: s.surat.nomor || "", tanggal_minta: s.surat.diminta || "", informasi: n.perihal, alasan: s.surat.alasan || "", kasus: s.surat.kasus });
        a.href = root.dataset.keberatan + "#" + p;
        box.append(a);
      }
      if (s.laman) {
        var to = el("a", "Buka laman Komisi Informasi", "button");
        to.href = root.dataset.komisi;
        to.rel = "noopener noreferrer";
        box.append(to);
      }
      if (s.r.length) box.append(why(s));
      li.append(box);
    });
    actions.append(button("Ubah", n.perihal, function () { edit(n); }), button("Hapus", n.perihal, function () {
      if (!window.confirm("Hapus catatan “" + n.perihal + "” dari HP ini?")) return;
      notes = notes.filter(function (x) { return x !== n; });
      if (editing === n.id) blank();
      write("Catatan dihapus.");
      d.getElementById("tulis").focus();
    }));
    var ends = steps.some(function (s) { return s.hingga; });
    if (ends) actions.append(button("Simpan ke kalender HP", n.perihal, function () {
      n.urut = T.urutan(n, Date.now());
      store();
      hand(T.ics(n, steps, new Date().toISOString().replace(/[-:]|\.\d+/g, ""), root.dataset.nama), "batas-waktu-" + n.id + ".ics", "text/calendar");
    }));
    li.append(actions);
    if (!ends) li.append(el("p", "Belum ada hari terakhir untuk disimpan ke kalender HP.", "meta"));
    return li;
  }
  function draw() {
    list.replaceChildren.apply(list, notes.map(card));
    one("[data-kosong]").hidden = notes.length > 0;
  }
  function blank() {
    editing = null;
    cancel.hidden = true;
    errors.hidden = true;
    one("[data-lain]").open = false;
    d.getElementById("tulis").textContent = "Catat permohonan";
    fields.forEach(function (f) { f.value = ""; f.removeAttribute("aria-invalid"); });
  }
  function edit(n) {
    blank();
    editing = n.id;
    cancel.hidden = false;
    d.getElementById("tulis").textContent = "Ubah catatan";
    fields.forEach(function (f) { f.value = n[f.name] || ""; });
    one("[data-lain]").open = true;
    d.getElementById("tulis").focus();
  }
  // Sentences for what cannot be: an empty field, a day before the one it follows.
  function wrong(n) {
    var found = [], name = function (key) { return one('label[for="n-' + key + '"]').firstChild.textContent.trim(); };
    if (!n.perihal.trim()) found.push(["perihal", "Tulis tentang apa permohonannya."]);
    if (!n.diterima && !n.ditemukan) found.push(["diterima", "Isi hari permohonan diterima kantor, atau hari informasi berkalanya Anda dapati tidak ada."]);
    ["diterima", "ditemukan"].forEach(function (key) {
      if (n[key] && !T.sah(n[key])) found.push([key, name(key) + ": isi tahun antara " + T.DARI.slice(0, 4) + " dan " + T.SAMPAI.slice(0, 4) + "."]);
    });
    Object.keys(AFTER).forEach(function (key) {
      var before = !n.diterima && n.ditemukan && (key === "keberatan" || key === "sengketa") ? "ditemukan" : AFTER[key];
      if (!n[key]) return;
      if (!n[before]) found.push([before, "Isi dulu: " + name(before) + "."]);
      else if (!T.sah(n[key])) found.push([key, name(key) + ": isi tahun antara " + T.DARI.slice(0, 4) + " dan " + T.SAMPAI.slice(0, 4) + "."]);
      else if (n[key] < n[before]) found.push([key, name(key) + " tidak mungkin sebelum " + T.hari(n[before]) + "."]);
    });
    return found;
  }
  save.addEventListener("click", function () {
    var n = { id: editing || fresh() }, found;
    fields.forEach(function (f) { n[f.name] = f.value.trim(); f.removeAttribute("aria-invalid"); });
    found = wrong(n);
    errors.hidden = !found.length;
    if (found.length) {
      var ul = el("ul");
      found.forEach(function (x) { ul.append(el("li", x[1])); one("#n-" + x[0]).setAttribute("aria-invalid", "true"); });
      errors.replaceChildren(el("p", "Belum dapat disimpan:"), ul);
      errors.focus();
      return;
    }
    var old = notes.find(function (x) { return x.id === editing; });
    n.urut = old ? old.urut : 0;
    n = clean(n);
    notes = editing ? notes.map(function (x) { return x.id === editing ? n : x; }) : notes.concat(n);
    blank();
    write("Catatan disimpan di HP ini.");
    said.scrollIntoView({ block: "nearest" });
  });
  cancel.addEventListener("click", function () { blank(); save.focus(); });
  one("[data-unduh]").addEventListener("click", function () { hand(JSON.stringify(notes, null, 1), "catatan-" + root.dataset.catatan + ".json", "application/json"); });
  one("[data-muat]").addEventListener("change", function (e) {
    var file = e.target.files[0];
    e.target.value = "";
    if (!file || file.size > 1e6) { said.textContent = "Berkas itu bukan cadangan catatan."; return; }
    file.text().then(function (text) {
      var come = [].concat(JSON.parse(text)).map(clean).filter(Boolean), ids = come.map(function (n) { return n.id; });
      if (!come.length) throw new Error("empty");
      if (notes.length + come.length > MOST) { said.textContent = "Paling banyak " + MOST + " catatan di satu HP. Hapus yang sudah selesai, lalu muat lagi."; return; }
      notes = notes.filter(function (n) { return ids.indexOf(n.id) < 0; }).concat(come);
      write(come.length + " catatan dimuat dari cadangan.");
    }).catch(function () { said.textContent = "Berkas itu bukan cadangan catatan."; });
  });
  one("[data-hapus-semua]").addEventListener("click", function () {
    if (!window.confirm("Hapus semua catatan dari HP ini? Ini tidak dapat dibatalkan.")) return;
    notes = [];
    blank();
    write("Semua catatan dihapus dari HP ini.");
  });

  T.muat(root.dataset.tabel).then(function (made) {
    k = made;
    read();
    draw();
    var given = new URLSearchParams(location.hash.slice(1));
    if (given.get("perihal") !== null) {
      history.replaceState(null, "", location.pathname + location.search);
      one("#n-perihal").value = given.get("perihal").slice(0, 200);
      one("#n-nomor").value = (given.get("nomor") || "").slice(0, 80);
      DAYS.forEach(function (name) {
        if (!T.sah(given.get(name))) return;
        one("#n-" + name).value = given.get(name);
        if (name !== "diterima") one("[data-lain]").open = true;
      });
      d.getElementById("tulis").focus();
    }
  }).catch(function () { said.textContent = "Kalendernya tidak dapat dimuat. Periksa sambungan, lalu buka lagi halaman ini. Catatan Anda tetap tersimpan."; });
})();
