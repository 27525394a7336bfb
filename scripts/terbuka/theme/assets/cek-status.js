/* The state of one's own case. The code stays on this device: it makes a fingerprint, of which only the first two digits
   are asked for, and a key that opens what is sealed under it. Needs bersama.js and status.js. The same steps in Python:
   features/receipts/codes.py. */
(() => {
  "use strict";
  const T = window.terbuka,
    d = document,
    root = d.querySelector("[data-cek]");
  if (!root || !T) return;
  const one = (s) => root.querySelector(s),
    field = one("#kode"),
    said = one("[data-kabar]"),
    wrong = one("[data-galat]"),
    place = one("[data-hasil]");
  const MARK = "terbuka:tanda-terima:1";
  const words = JSON.parse(root.dataset.kata);
  const office = { kalimat: JSON.parse(root.dataset.kalimat), alasan: JSON.parse(root.dataset.alasan) };
  const subtle = window.crypto?.subtle;
  const bytes = (text) => new TextEncoder().encode(text);
  const el = T.buat;
  let asked = 0;

  // --- from the code to the state

  function digest(purpose, code) {
    return subtle
      .digest("SHA-256", bytes([MARK, purpose, root.dataset.cek, code].join(":")))
      .then((b) => new Uint8Array(b));
  }
  function hex(raw) {
    return Array.from(raw, (x) => (x + 256).toString(16).slice(1)).join("");
  }
  function joined(a, b) {
    const made = new Uint8Array(a.length + b.length);
    made.set(a);
    made.set(b, a.length);
    return made;
  }
  function opened(key, sealed) {
    const raw = Uint8Array.from(atob(sealed), (c) => c.charCodeAt(0)),
      nonce = raw.slice(0, 16),
      hidden = raw.slice(16);
    let text;
    return subtle
      .importKey("raw", key, "PBKDF2", false, ["deriveBits"])
      .then((k) =>
        subtle.deriveBits(
          { name: "PBKDF2", hash: "SHA-256", salt: joined(bytes(`${MARK}:arus:`), nonce), iterations: 1 },
          k,
          hidden.length * 8,
        ),
      )
      .then((stream) => {
        const mask = new Uint8Array(stream);
        text = hidden.map((x, i) => x ^ mask[i]);
        return subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      })
      .then((k) => subtle.sign("HMAC", k, joined(bytes(`${MARK}:nonce:`), text)))
      .then((mac) => {
        if (hex(new Uint8Array(mac).slice(0, 16)) !== hex(nonce)) throw new Error("seal");
        return JSON.parse(new TextDecoder().decode(text));
      });
  }
  // The state, or null for a code that is not known here.
  function found(code) {
    let print;
    return digest("sidik", code)
      .then((raw) => {
        print = hex(raw);
        return fetch(`${root.dataset.folder + print.slice(0, 2)}.json`, { cache: "no-cache" });
      })
      .then((r) => {
        if (r.status === 404) return null;
        if (!r.ok) throw new Error(r.status);
        return r.json();
      })
      .then((made) => {
        if (!made || !Object.prototype.hasOwnProperty.call(made.isi, print)) return null;
        return digest("kunci", code).then((key) => opened(key, made.isi[print]));
      });
  }

  // --- in words

  function notes(s) {
    const p = new URLSearchParams(),
      asks = s.register === "permohonan";
    const about = words.topik[s.topik] ? ` tentang ${words.topik[s.topik]}` : "";
    p.set("perihal", asks ? `Permohonan${about}` : "Keberatan saya");
    const days = asks
      ? {
          diterima: s.diterima,
          kurang: s.kurang_diterima || s.kurang,
          lengkap: s.lengkap,
          diperpanjang: s.diperpanjang,
          dijawab: s.dijawab,
        }
      : { diterima: s.permohonan, keberatan: s.diterima, dicatat: s.dicatat, ditanggapi: s.dijawab };
    Object.keys(days).forEach((name) => {
      if (days[name]) p.set(name, days[name]);
    });
    return `${root.dataset.catatan}#${p}`;
  }
  function letter(s, ground, today) {
    const told = s.dijawab ? `Dijawab ${T.hari(s.dijawab)}.` : T.belumDijawab(today);
    const facts = {
      tanggal_minta: s.diterima,
      informasi: words.topik[s.topik] ? `tentang ${words.topik[s.topik]}` : "",
      ...(ground.trim() && { alasan: ground }),
      kasus: `${T.diterima(s.diterima, s.batas)}. ${told}`,
    };
    return T.suratKeberatan(root.dataset.keberatan, facts, "button second");
  }
  const ROWS = [
    ["diterima", "Diterima kantor"],
    ["dicatat", "Dicatat"],
    ["kurang", "Anda diminta melengkapi"],
    ["kurang_diterima", "Surat itu Anda terima"],
    ["dilengkapi", "Anda melengkapi"],
    ["lengkap", "Dinyatakan lengkap"],
    ["diperpanjang", "Waktu diperpanjang"],
    ["dijawab", "Dijawab"],
    ["diberikan", "Informasi diberikan"],
    ["dicabut", "Dicabut"],
  ];
  function show(s) {
    const today = root.dataset.hari || T.kini(root.dataset.zona),
      asks = s.register === "permohonan",
      table = el("table", "", "facts"),
      body = el("tbody"),
      acts = el("p", "", "actions");
    const title = el(
        "h2",
        (asks ? "Permohonan Anda: " : "Keberatan Anda: ") + (words.tahap[s.tahap] || s.tahap).toLowerCase(),
      ),
      box = el("div", "", "note-card");
    title.tabIndex = -1;
    box.append(title);
    if (s.putusan) {
      const whose = asks ? "Jawaban kantor" : "Tanggapan Atasan PPID";
      const what = (asks ? words.putusan : words.putusan_atasan)[s.putusan] || s.putusan;
      box.append(el("p", `${whose}: ${what}.`, "state"));
    }
    T.langkahStatus(s, today, office).forEach((x) => {
      box.append(el("p", x.teks, x.lewat ? "overdue" : ""));
      if (x.surat) acts.append(letter(s, x.surat, today), " ");
    });
    table.append(el("caption", "Yang tercatat di kantor"), body);
    ROWS.forEach((r) => {
      if (!s[r[0]]) return;
      const tr = el("tr"),
        th = el("th", !asks && r[0] === "dijawab" ? "Ditanggapi" : r[1]);
      th.scope = "row";
      tr.append(th, el("td", T.hari(s[r[0]])));
      body.append(tr);
    });
    box.append(
      table,
      el(
        "p",
        `Menurut data kantor per ${T.tanggal(s.pada)}. Ada yang keliru? ` +
          "Hubungi kantor dan sebut nomor pendaftaran Anda.",
        "meta",
      ),
    );
    const keep = el("a", "Simpan di catatan HP ini", "button"),
      clear = el("button", "Bersihkan", "button second");
    keep.href = notes(s);
    clear.type = "button";
    clear.addEventListener("click", () => {
      place.hidden = true;
      place.replaceChildren();
      field.value = "";
      said.textContent = "";
      field.focus();
    });
    acts.prepend(keep, " ");
    acts.append(clear);
    box.append(acts);
    place.replaceChildren(box);
    place.hidden = false;
    said.textContent = "";
    title.focus();
  }

  function fail(text) {
    wrong.textContent = text;
    wrong.hidden = false;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }
  function look(typed) {
    const read = T.kode(typed),
      mine = ++asked;
    wrong.hidden = true;
    place.hidden = true;
    said.textContent = "";
    field.removeAttribute("aria-invalid");
    if (read.salah) {
      fail(read.salah);
      return;
    }
    if (!subtle) {
      fail(
        "Halaman ini harus dibuka lewat sambungan aman (https). Periksa alamatnya, " +
          "atau sebutkan nomor pendaftaran kepada petugas.",
      );
      return;
    }
    said.textContent = "Mencocokkan …";
    found(read.kode)
      .then((s) => {
        if (mine !== asked) return;
        said.textContent = "";
        if (s) show(s);
        else
          fail(
            "Kode ini tidak dikenal di kantor ini. Mungkin tanda terimanya sudah diganti, dari kantor lain, " +
              "atau baru dibuat dan portal belum diperbarui. Coba lagi besok, " +
              "atau sebutkan nomor pendaftaran kepada petugas.",
          );
      })
      .catch(() => {
        if (mine === asked) {
          said.textContent = "";
          fail("Statusnya tidak dapat dimuat. Periksa sambungan, lalu coba lagi.");
        }
      });
  }
  one("[data-lihat]").addEventListener("click", () => {
    look(field.value);
  });
  if (one("[data-coba]"))
    one("[data-coba]").addEventListener("click", (e) => {
      field.value = e.target.dataset.coba;
      look(field.value);
    });
  field.addEventListener("keydown", (e) => {
    if (e.key === "Enter") look(field.value);
  });

  // From the QR code: taken out of the address before anything else is done.
  function carried() {
    let given = location.hash.slice(1);
    if (!given || d.getElementById(given)) return;
    history.replaceState(null, "", location.pathname + location.search);
    try {
      given = decodeURIComponent(given);
    } catch (_e) {
      /* as it is */
    }
    field.value = given.slice(0, 60);
    look(field.value);
  }
  window.addEventListener("hashchange", carried);
  carried();
})();
