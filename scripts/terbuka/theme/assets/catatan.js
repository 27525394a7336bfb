/* Own notes on requests: kept in this browser only. The days come from the table of hari.js; what follows from them is told
   in two windows: the office is held to the earlier day, the visitor is shown the safe one. */
(function () {
  "use strict";
  var T = window.terbuka, d = document, root = d.querySelector("[data-catatan]");
  if (!root || !T) return;
  var one = function (s, r) { return (r || root).querySelector(s); }, all = function (s, r) { return [].slice.call((r || root).querySelectorAll(s)); };
  var KOMISI = {}, KEY = "catatan:" + root.dataset.catatan, list = one("[data-daftar]"), said = one("[data-kabar]"), errors = one("[data-galat]");
  var fields = all("[name]"), save = one("[data-simpan]"), cancel = one("[data-batal]"), editing = null, notes = [], k;
  var DAYS = ["diterima", "kurang", "lengkap", "diperpanjang", "dijawab", "keberatan", "dicatat", "ditanggapi", "sengketa"];
  // Each day with the one it cannot come before.
  var AFTER = { kurang: "diterima", lengkap: "diterima", diperpanjang: "diterima", dijawab: "diterima", keberatan: "diterima", dicatat: "keberatan", ditanggapi: "keberatan", sengketa: "diterima" };

  // --- what follows from the days of a note

  // Steps of a note on a day: {judul, teks, keadaan, hingga, r: [answers of due], surat}; `hingga` goes into the calendar.
  T.langkah = function (n, k, today) {
    var out = [], say = function (iso) { return T.hari(iso); };
    function state(iso) {
      var left = T.jarak(today, iso);
      return left < 0 ? "lewat" : left === 0 ? "Hari ini hari terakhir." : "Tinggal " + left + " hari.";
    }
    function step(title, text, more) {
      var s = { judul: title, teks: text, r: [] };
      Object.keys(more || {}).forEach(function (name) { s[name] = more[name]; });
      out.push(s);
      return s;
    }
    function unknown(title, r) { step(title, T.sebab(r)); }
    // The earlier and the later of two counts, and the last safe day of what may follow.
    function both(first, second) {
      var later = second && !second.galat && second.jatuh_tempo > first.jatuh_tempo ? second.jatuh_tempo : first.jatuh_tempo;
      var sooner = second && !second.galat && second.jatuh_tempo < first.jatuh_tempo ? second.jatuh_tempo : first.jatuh_tempo;
      return { awal: sooner, akhir: later };
    }
    function act(title, from, clock, start, letter, tail) {
      var last = k.due(clock, start, false);
      if (last.galat) { step(title, (from ? "Mulai " + say(from) + ". " : "") + "Hari terakhirnya: " + T.sebab(last)); return; }
      var when = from ? "Paling aman antara " + say(from) + " dan " + say(last.jatuh_tempo) + "." : "Paling lambat " + say(last.jatuh_tempo) + ".";
      var open = (!from || today >= from) && today <= last.jatuh_tempo;
      step(title, when + (tail ? " " + tail : ""), {
        keadaan: today > last.jatuh_tempo ? "Waktu amannya sudah lewat. Tanyakan kepada PPID atau Komisi Informasi." : open ? "Sekarang waktunya. " + state(last.jatuh_tempo) : "Belum waktunya.",
        terbuka: open, hingga: last.jatuh_tempo, mulai: from, r: [last], surat: open && letter && letter.kasus ? letter : null, laman: open && letter === KOMISI
      });
    }

    if (!n.nomor && !n.dijawab) step("Nomor pendaftaran", "Belum ada nomornya. Tanpa nomor permohonan Anda belum tercatat: hubungi kantor.", { keadaan: "Perlu diminta" });
    if (n.kurang && !n.lengkap && !n.dijawab) {
      var fix = k.due("perbaikan", n.kurang, false);
      if (fix.galat) unknown("Melengkapi permohonan", fix);
      else step("Melengkapi permohonan", "Lengkapi paling lambat " + say(fix.jatuh_tempo) + ".", { keadaan: state(fix.jatuh_tempo) === "lewat" ? "Sudah lewat: tanyakan kepada kantor." : state(fix.jatuh_tempo), hingga: fix.jatuh_tempo, r: [fix] });
    }
    var plain = k.due("pemberitahuan", n.diterima, false);
    if (plain.galat) { unknown("Jawaban kantor", plain); return out; }
    // An extension counts for the office only when it was told in time; the safe window waits for it either way.
    var inTime = n.diperpanjang && n.diperpanjang <= plain.jatuh_tempo, uu = inTime ? k.due("pemberitahuan", n.diterima, true) : plain;
    var check = n.lengkap ? null : k.due("kelengkapan", n.diterima, false), declared = n.lengkap || (check.galat ? null : check.jatuh_tempo);
    var perki = declared ? k.due("pemberitahuan", declared, !!n.diperpanjang) : null;
    if (uu.galat) { unknown("Jawaban kantor", uu); return out; }
    var ends = both(uu, perki), late = n.dijawab && n.dijawab > uu.jatuh_tempo;
    // A later end that cannot be counted must not make the window open too soon.
    var unsure = perki && perki.galat ? perki : null;
    if (!n.dijawab) {
      step("Jawaban kantor", "Paling lambat " + say(uu.jatuh_tempo) + ", " + uu.lama + " hari kerja sejak diterima (UU 14/2008).", {
        keadaan: today > uu.jatuh_tempo ? "Lewat batas undang-undang sejak " + T.tanggal(T.tambah(uu.jatuh_tempo, 1)) + "." : state(uu.jatuh_tempo), lewat: today > uu.jatuh_tempo, hingga: uu.jatuh_tempo, r: [uu]
      });
      if (n.diperpanjang && !inTime) step("Perpanjangan", "Diberitahukan sesudah batas " + say(plain.jatuh_tempo) + ", jadi tidak memundurkan batas undang-undang.");
      if (perki && !perki.galat && perki.jatuh_tempo > uu.jatuh_tempo) {
        step("Menurut Perki 1/2021", "Dihitung sejak dinyatakan lengkap, jawaban paling lambat " + say(perki.jatuh_tempo) + (n.lengkap ? "." : ", bila dinyatakan lengkap paling lambat " + say(declared) + "."), { r: [perki] });
      }
      if (!n.keberatan) {
        if (unsure) unknown("Bila tidak dijawab: keberatan", unsure);
        else act("Bila tidak dijawab: keberatan", T.tambah(ends.akhir, 1), "pengajuan-keberatan", ends.awal, { alasan: root.dataset.tidakDijawab, kasus: "Permohonan saya diterima " + say(n.diterima) + " dan harus dijawab paling lambat " + say(uu.jatuh_tempo) + ". Sampai " + say(today) + " saya belum menerima jawaban tertulis." });
      }
    } else {
      step("Jawaban kantor", "Anda terima " + say(n.dijawab) + "; batasnya " + say(uu.jatuh_tempo) + ".", { keadaan: late ? "Lewat batas undang-undang." : "Dalam batas.", lewat: late, r: [uu] });
      if (!n.keberatan && (late || n.hasil)) {
        act(n.hasil ? "Keberatan atas jawabannya" : "Keberatan karena terlambat", null, "pengajuan-keberatan", late ? ends.awal : n.dijawab, {
          alasan: [n.hasil, late ? root.dataset.terlambat : ""].filter(Boolean).join(","),
          kasus: "Permohonan saya diterima " + say(n.diterima) + " dan dijawab " + say(n.dijawab) + (late ? ", sesudah batasnya " + say(uu.jatuh_tempo) : "") + "."
        });
      }
    }
    if (n.keberatan) {
      var t1 = k.due("tanggapan-keberatan", n.keberatan, false), t2 = n.dicatat ? k.due("tanggapan-keberatan", n.dicatat, false) : null;
      if (t1.galat) { unknown("Tanggapan Atasan PPID", t1); return out; }
      var t = both(t1, t2), custom = "Ini kebiasaan, bukan bunyi undang-undang: tanyakan dahulu kepada Komisi Informasi.";
      if (!n.ditanggapi) {
        step("Tanggapan Atasan PPID", "Paling lambat " + say(t.awal) + "." + (t.akhir > t.awal ? " Dihitung sejak dicatat dalam register: " + say(t.akhir) + "." : ""), {
          keadaan: today > t.awal ? "Lewat batas sejak " + T.tanggal(T.tambah(t.awal, 1)) + "." : state(t.awal), lewat: today > t.awal, hingga: t.awal, r: [t1].concat(t2 && !t2.galat ? [t2] : [])
        });
        if (!n.sengketa) act("Bila tidak ditanggapi: sengketa", T.tambah(t.akhir, 1), "pengajuan-sengketa", t.awal, KOMISI, custom);
      } else {
        step("Tanggapan Atasan PPID", "Anda terima " + say(n.ditanggapi) + "; batasnya " + say(t.awal) + ".", { keadaan: n.ditanggapi > t.awal ? "Lewat batas undang-undang." : "Dalam batas.", lewat: n.ditanggapi > t.awal, r: [t1] });
        if (!n.sengketa) act("Belum puas: sengketa ke Komisi Informasi", null, "pengajuan-sengketa", n.ditanggapi, KOMISI);
      }
    }
    if (n.sengketa) step("Sengketa", "Diajukan " + say(n.sengketa) + ". Selanjutnya ikuti panggilan Komisi Informasi.");
    return out;
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
  function escaped(text) { return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n"); }
  T.ics = function (n, steps, stamp, office) {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Terbuka//Catatan saya//ID", "CALSCALE:GREGORIAN"];
    steps.forEach(function (s, i) {
      if (!s.hingga) return;
      var title = s.judul + ": " + n.perihal;
      lines.push("BEGIN:VEVENT", "UID:" + n.id + "-" + i + "@" + root.dataset.catatan + ".terbuka", "DTSTAMP:" + stamp, "DTSTART;VALUE=DATE:" + s.hingga.replace(/-/g, ""),
        "DTEND;VALUE=DATE:" + T.tambah(s.hingga, 1).replace(/-/g, ""), "SUMMARY:" + escaped(title), "DESCRIPTION:" + escaped(s.teks + (n.nomor ? "\nNomor " + n.nomor : "") + "\n" + office), "TRANSP:TRANSPARENT");
      // Nine in the morning of the day before and of the day itself.
      ["-PT15H", "PT9H"].forEach(function (when) { lines.push("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + escaped(title), "TRIGGER:" + when, "END:VALARM"); });
      lines.push("END:VEVENT");
    });
    return lines.concat("END:VCALENDAR").map(fold).join("\r\n") + "\r\n";
  };

  // --- keeping

  function clean(n) {
    if (!n || typeof n !== "object" || typeof n.perihal !== "string" || !n.perihal.trim() || !T.sah(n.diterima)) return null;
    var made = { id: /^[a-z0-9]{6,40}$/.test(n.id) ? n.id : fresh(), perihal: n.perihal.slice(0, 200), nomor: String(n.nomor || "").slice(0, 80), hasil: /^[a-z]$/.test(n.hasil) ? n.hasil : "" };
    DAYS.forEach(function (name) { made[name] = T.sah(n[name]) ? n[name] : ""; });
    return made;
  }
  function fresh() { return Array.from(crypto.getRandomValues(new Uint8Array(10)), function (x) { return (x % 36).toString(36); }).join(""); }
  function read() {
    try { notes = [].concat(JSON.parse(localStorage.getItem(KEY)) || []).map(clean).filter(Boolean); } catch (e) { notes = []; }
  }
  function write(text) {
    try {
      if (notes.length) localStorage.setItem(KEY, JSON.stringify(notes)); else localStorage.removeItem(KEY);
      said.textContent = text;
    } catch (e) { said.textContent = "Peramban ini tidak mengizinkan penyimpanan. Pakai jendela biasa, bukan jendela pribadi."; }
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
    li.append(el("h2", n.perihal), el("p", (n.nomor ? "Nomor " + n.nomor + " · " : "") + "Diterima " + T.hari(n.diterima), "meta"));
    steps.forEach(function (s) {
      var box = el("div", "", "step-box");
      box.append(el("h3", s.judul), el("p", s.teks));
      if (s.r.some(function (r) { return r.perkiraan; })) box.append(el("p", "Perkiraan: kalendernya belum ditetapkan.", "tag"));
      if (s.keadaan) box.append(el("p", s.keadaan, s.lewat ? "overdue" : "state"));
      if (s.surat) {
        var a = el("a", "Siapkan surat keberatan", "button"), p = new URLSearchParams({ nomor: n.nomor, tanggal_minta: n.diterima, informasi: n.perihal, alasan: s.surat.alasan || "", kasus: s.surat.kasus });
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
    if (steps.some(function (s) { return s.hingga; })) actions.append(button("Simpan ke kalender HP", n.perihal, function () {
      hand(T.ics(n, steps, new Date().toISOString().replace(/[-:]|\.\d+/g, ""), root.dataset.nama), "batas-waktu-" + n.id + ".ics", "text/calendar");
    }));
    li.append(actions);
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
    if (!T.sah(n.diterima)) found.push(["diterima", "Isi hari permohonan diterima kantor."]);
    Object.keys(AFTER).forEach(function (key) {
      var before = AFTER[key];
      if (!n[key]) return;
      if (!n[before]) found.push([before, "Isi dulu: " + name(before) + "."]);
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
