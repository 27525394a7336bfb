/* The state of one's own case. The code stays on this device: it makes a fingerprint, of which only the first two digits
   are asked for, and a key that opens what is sealed under it. The same steps in Python: receipt_code.py. */
(function () {
  "use strict";
  var T = window.terbuka, d = document, root = d.querySelector("[data-cek]");
  if (!root || !T) return;
  var one = function (s) { return root.querySelector(s); }, field = one("#kode"), said = one("[data-kabar]"), wrong = one("[data-galat]"), place = one("[data-hasil]");
  var LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", MARK = "terbuka:tanda-terima:1", words = JSON.parse(root.dataset.kata), grounds = JSON.parse(root.dataset.alasan), law = JSON.parse(root.dataset.kalimat);
  var subtle = window.crypto && crypto.subtle, bytes = function (t) { return new TextEncoder().encode(t); }, asked = 0;

  // --- the code

  // {kode} or {salah: sentence}
  T.kode = function (typed) {
    var code = typed.replace(/[\s-]/g, "").toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0"), strange = code.replace(/[0-9A-HJKMNP-TV-Z]/g, "");
    if (!code) return { salah: "Ketik kode di tanda terima Anda." };
    if (strange) return { salah: "Tanda “" + Array.from(strange)[0] + "” tidak ada dalam kode. Kode hanya angka dan huruf, tanpa I, L, O, dan U." };
    if (code.length !== 20) return { salah: "Kode terdiri dari 20 angka dan huruf. Yang Anda ketik " + code.length + "." };
    var sum = 0;
    code.slice(0, 19).split("").forEach(function (c) { sum = (sum ^ LETTERS.indexOf(c)) << 1; if (sum & 32) sum ^= 37; });
    return LETTERS.charAt(sum) === code.charAt(19) ? { kode: code } : { salah: "Ada yang salah ketik: satu tanda keliru, atau dua tanda tertukar. Cocokkan lagi dengan tanda terima." };
  };

  // --- from the code to the state

  function digest(purpose, code) { return subtle.digest("SHA-256", bytes([MARK, purpose, root.dataset.cek, code].join(":"))).then(function (b) { return new Uint8Array(b); }); }
  function hex(raw) { return Array.from(raw, function (x) { return (x + 256).toString(16).slice(1); }).join(""); }
  function joined(a, b) { var made = new Uint8Array(a.length + b.length); made.set(a); made.set(b, a.length); return made; }
  function opened(key, sealed) {
    var raw = Uint8Array.from(atob(sealed), function (c) { return c.charCodeAt(0); }), nonce = raw.slice(0, 16), hidden = raw.slice(16), text;
    return subtle.importKey("raw", key, "PBKDF2", false, ["deriveBits"]).then(function (k) {
      return subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: joined(bytes(MARK + ":arus:"), nonce), iterations: 1 }, k, hidden.length * 8);
    }).then(function (stream) {
      stream = new Uint8Array(stream);
      text = hidden.map(function (x, i) { return x ^ stream[i]; });
      return subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    }).then(function (k) { return subtle.sign("HMAC", k, joined(bytes(MARK + ":nonce:"), text)); }).then(function (mac) {
      if (hex(new Uint8Array(mac).slice(0, 16)) !== hex(nonce)) throw new Error("seal");
      return JSON.parse(new TextDecoder().decode(text));
    });
  }
  // The state, or null for a code that is not known here.
  function found(code) {
    var print;
    return digest("sidik", code).then(function (raw) {
      print = hex(raw);
      return fetch(root.dataset.folder + print.slice(0, 2) + ".json", { cache: "no-cache" });
    }).then(function (r) {
      if (r.status === 404) return null;
      if (!r.ok) throw new Error(r.status);
      return r.json();
    }).then(function (made) {
      if (!made || !Object.prototype.hasOwnProperty.call(made.isi, print)) return null;
      return digest("kunci", code).then(function (key) { return opened(key, made.isi[print]); });
    });
  }

  // --- in words

  function el(name, text, kind) { var e = d.createElement(name); if (text) e.textContent = text; if (kind) e.className = kind; return e; }
  function left(day, today) { var n = T.jarak(today, day); return n < 0 ? "" : n === 0 ? " Hari ini hari terakhir." : " Tinggal " + n + " hari."; }

  // What the holder can do now: sentences, and links that carry the facts behind "#".
  T.langkahStatus = function (s, today) {
    var out = [], asks = s.register === "permohonan", who = asks ? "Kantor" : "Atasan PPID", say = T.hari;
    if (s.tahap === "dicabut") return [{ teks: "Dicabut, jadi tidak diproses lagi. Anda dapat meminta lagi kapan saja." }];
    if (s.tahap === "tidak-lengkap") out.push({ teks: "Tidak dilengkapi pada waktunya, jadi tidak diproses. Anda dapat mengajukan permohonan baru." });
    if (s.tahap === "tidak-lengkap" && s.waktu !== "lewat-batas") return out;
    if (s.tahap === "menunggu-perbaikan") {
      out.push({ teks: s.lengkapi ? "Lengkapi permohonan Anda paling lambat " + say(s.lengkapi) + "." + (s.lengkapi < today ? " Harinya sudah lewat: tanyakan kepada kantor." : left(s.lengkapi, today)) + (s.anggapan ? " Dihitung sejak suratnya dikirim. Bila Anda menerimanya kemudian, hitungannya sejak hari Anda terima (Perki 1/2021 Pasal 33 ayat (3))." : "") : "Lengkapi permohonan Anda. Hari terakhirnya ada di surat kantor." });
    }
    if (!s.dijawab) {
      if (!s.batas && s.batas_pasti) out.push({ teks: "Hari terakhir jawaban belum dapat dihitung, tetapi sudah pasti lewat: tidak mungkin sesudah " + say(s.batas_pasti) + ".", lewat: true });
      else if (!s.batas) out.push({ teks: "Hari terakhir jawaban belum dapat dihitung. Tanyakan kepada kantor." });
      else {
        var late = s.batas < today;
        out.push({ teks: who + (asks ? " menjawab" : " menanggapi") + " paling lambat " + say(s.batas) + "." + (late ? " Lewat batas sejak " + T.tanggal(T.tambah(s.batas, 1)) + "." : left(s.batas, today)), lewat: late });
        if (s.semula) out.push({ teks: "Semula " + T.tanggal(s.semula) + "; bergeser karena hari libur yang ditetapkan kemudian." });
        if (s.batas_akhir) out.push({ teks: asks ? "Dihitung sejak dinyatakan lengkap (Perki 1/2021): " + say(s.batas_akhir) + "." : "Dihitung sejak dicatat dalam register: " + say(s.batas_akhir) + "." });
        if (s.perkiraan) out.push({ teks: "Perkiraan: sebagian hari liburnya belum ditetapkan." });
      }
    } else if (s.waktu === "dalam-batas" || s.waktu === "lewat-batas") out.push({ teks: (asks ? "Dijawab " : "Ditanggapi ") + (s.waktu === "lewat-batas" ? "sesudah batasnya" : "dalam batas") + (s.batas ? ": batasnya " + say(s.batas) : "") + ".", lewat: s.waktu === "lewat-batas" });
    if (s.putusan === "tidak-dikuasai") out.push({ teks: "Surat jawabannya menyebut badan publik yang menguasai informasinya." });
    if (s.aman) {
      // The earliest end that still lives on the day of reading; the seal was made on an earlier day.
      var ends = s.akhir || {}, days = Object.keys(ends).map(function (e) { return ends[e]; }).sort(), alive = days.filter(function (x) { return x >= today; });
      var from = s.aman[0], to = alive[0] || days[days.length - 1] || s.aman[1], open = today >= from && today <= to, next = asks ? "keberatan" : "sengketa ke Komisi Informasi";
      out.push({
        teks: (s.dijawab ? "Tidak puas? Ajukan " + next + " paling lambat " + say(to) + ", dihitung dari hari yang tercatat di kantor." : "Bila tidak dijawab, paling aman ajukan " + next + " antara " + say(from) + " dan " + say(to) + ".")
          + (today > to && s.lain ? "" : today > to ? " Waktu amannya sudah lewat: tanyakan kepada PPID atau Komisi Informasi." : open ? " Sekarang waktunya." : " Belum waktunya."),
        surat: asks && open ? (s.dijawab ? (s.waktu === "lewat-batas" ? grounds.terlambat : "") : grounds["tidak-dijawab"]) || " " : ""
      });
      // An answer and its lateness end on one day, and are one line.
      [["batas-jawaban", "Karena tidak ditanggapi sampai batasnya"], ["jawaban", "Karena jawabannya, atau karena terlambat"], ["batas-tanggapan", "Karena tidak ditanggapi sampai batasnya"], ["tanggapan", "Karena tanggapannya"]].forEach(function (e) {
        if (ends[e[0]]) out.push({ teks: e[1] + ": " + (ends[e[0]] < today ? "waktunya berakhir " : "paling lambat ") + say(ends[e[0]]) + "." });
      });
      if (s.lain) out.push({ teks: "Waktu karena kejadian yang lain belum dapat dihitung, jadi belum tentu lewat." });
      // Each ground has its own term; the way after silence rests on a text of its own.
      var ours = T.kalimat(law, asks ? days.length ? "keberatan-awal" : "" : s.dijawab ? "" : "sengketa-tanpa-tanggapan");
      if (ours) out.push({ teks: ours });
    }
    return out;
  };

  function notes(s) {
    var p = new URLSearchParams(), asks = s.register === "permohonan";
    p.set("perihal", asks ? "Permohonan" + (words.topik[s.topik] ? " tentang " + words.topik[s.topik] : "") : "Keberatan saya");
    var days = asks ? { diterima: s.diterima, kurang: s.kurang_diterima || s.kurang, lengkap: s.lengkap, diperpanjang: s.diperpanjang, dijawab: s.dijawab } : { diterima: s.permohonan, keberatan: s.diterima, dicatat: s.dicatat, ditanggapi: s.dijawab };
    Object.keys(days).forEach(function (name) { if (days[name]) p.set(name, days[name]); });
    return root.dataset.catatan + "#" + p;
  }
  function letter(s, ground, today) {
    var p = new URLSearchParams({ tanggal_minta: s.diterima, informasi: words.topik[s.topik] ? "tentang " + words.topik[s.topik] : "" });
    if (ground.trim()) p.set("alasan", ground);
    p.set("kasus", "Permohonan saya diterima " + T.hari(s.diterima) + (s.batas ? " dan harus dijawab paling lambat " + T.hari(s.batas) : "") + ". " + (s.dijawab ? "Dijawab " + T.hari(s.dijawab) + "." : "Sampai " + T.hari(today) + " saya belum menerima jawaban tertulis."));
    return root.dataset.keberatan + "#" + p;
  }
  var ROWS = [["diterima", "Diterima kantor"], ["dicatat", "Dicatat"], ["kurang", "Anda diminta melengkapi"], ["kurang_diterima", "Surat itu Anda terima"], ["dilengkapi", "Anda melengkapi"], ["lengkap", "Dinyatakan lengkap"], ["diperpanjang", "Waktu diperpanjang"], ["dijawab", "Dijawab"], ["diberikan", "Informasi diberikan"], ["dicabut", "Dicabut"]];
  function show(s) {
    var today = root.dataset.hari || T.kini(root.dataset.zona), asks = s.register === "permohonan", table = el("table", "", "facts"), body = el("tbody"), acts = el("p", "", "actions");
    var title = el("h2", (asks ? "Permohonan Anda: " : "Keberatan Anda: ") + (words.tahap[s.tahap] || s.tahap).toLowerCase()), box = el("div", "", "note-card");
    title.tabIndex = -1;
    box.append(title);
    if (s.putusan) box.append(el("p", (asks ? "Jawaban kantor: " : "Tanggapan Atasan PPID: ") + ((asks ? words.putusan : words.putusan_atasan)[s.putusan] || s.putusan) + ".", "state"));
    T.langkahStatus(s, today).forEach(function (x) {
      box.append(el("p", x.teks, x.lewat ? "overdue" : ""));
      if (x.surat) { var a = el("a", "Siapkan surat keberatan", "button second"); a.href = letter(s, x.surat, today); acts.append(a, " "); }
    });
    table.append(el("caption", "Yang tercatat di kantor"), body);
    ROWS.forEach(function (r) {
      if (!s[r[0]]) return;
      var tr = el("tr"), th = el("th", !asks && r[0] === "dijawab" ? "Ditanggapi" : r[1]);
      th.scope = "row";
      tr.append(th, el("td", T.hari(s[r[0]])));
      body.append(tr);
    });
    box.append(table, el("p", "Menurut data kantor per " + T.tanggal(s.pada) + ". Ada yang keliru? Hubungi kantor dan sebut nomor pendaftaran Anda.", "meta"));
    var keep = el("a", "Simpan di catatan HP ini", "button"), clear = el("button", "Bersihkan", "button second");
    keep.href = notes(s);
    clear.type = "button";
    clear.addEventListener("click", function () { place.hidden = true; place.replaceChildren(); field.value = ""; said.textContent = ""; field.focus(); });
    acts.prepend(keep, " ");
    acts.append(clear);
    box.append(acts);
    place.replaceChildren(box);
    place.hidden = false;
    said.textContent = "";
    title.focus();
  }

  function fail(text) { wrong.textContent = text; wrong.hidden = false; field.setAttribute("aria-invalid", "true"); field.focus(); }
  function look(typed) {
    var read = T.kode(typed), mine = ++asked;
    wrong.hidden = true;
    place.hidden = true;
    said.textContent = "";
    field.removeAttribute("aria-invalid");
    if (read.salah) { fail(read.salah); return; }
    if (!subtle) { fail("Halaman ini harus dibuka lewat sambungan aman (https). Periksa alamatnya, atau sebutkan nomor pendaftaran kepada petugas."); return; }
    said.textContent = "Mencocokkan …";
    found(read.kode).then(function (s) {
      if (mine !== asked) return;
      said.textContent = "";
      if (s) show(s);
      else fail("Kode ini tidak dikenal di kantor ini. Mungkin tanda terimanya sudah diganti, dari kantor lain, atau baru dibuat dan portal belum diperbarui. Coba lagi besok, atau sebutkan nomor pendaftaran kepada petugas.");
    }).catch(function () { if (mine === asked) { said.textContent = ""; fail("Statusnya tidak dapat dimuat. Periksa sambungan, lalu coba lagi."); } });
  }
  one("[data-lihat]").addEventListener("click", function () { look(field.value); });
  if (one("[data-coba]")) one("[data-coba]").addEventListener("click", function (e) { field.value = e.target.dataset.coba; look(field.value); });
  field.addEventListener("keydown", function (e) { if (e.key === "Enter") look(field.value); });

  // From the QR code: taken out of the address before anything else is done.
  function carried() {
    var given = location.hash.slice(1);
    if (!given || d.getElementById(given)) return;
    history.replaceState(null, "", location.pathname + location.search);
    try { given = decodeURIComponent(given); } catch (e) { /* as it is */ }
    field.value = given.slice(0, 60);
    look(field.value);
  }
  window.addEventListener("hashchange", carried);
  carried();
})();
