/* Own notes on requests: kept in this browser only. What follows from their days says langkah.js. */
(() => {
  "use strict";
  const T = window.terbuka,
    d = document,
    root = d.querySelector("[data-catatan]");
  if (!root || !T) return;
  const one = (s, r) => (r || root).querySelector(s),
    all = (s, r) => [].slice.call((r || root).querySelectorAll(s));
  const KEY = `catatan:${root.dataset.catatan}`,
    list = one("[data-daftar]"),
    said = one("[data-kabar]"),
    errors = one("[data-galat]");
  const fields = all("[name]"),
    save = one("[data-simpan]"),
    cancel = one("[data-batal]");
  const MOST = 200;
  const el = T.buat;
  const office = {
    kalimat: JSON.parse(root.dataset.kalimat || "{}"),
    terlambat: root.dataset.terlambat,
    "tidak-dijawab": root.dataset.tidakDijawab,
  };
  let editing = null,
    notes = [],
    k;
  // Each day with the one it cannot come before; an objection without a request follows the day on which the
  // information was found missing.
  const AFTER = {
    kurang: "diterima",
    lengkap: "diterima",
    diperpanjang: "diterima",
    dijawab: "diterima",
    keberatan: "diterima",
    dicatat: "keberatan",
    ditanggapi: "keberatan",
    sengketa: "diterima",
    putusan: "sengketa",
  };
  const DAYS = ["diterima", "ditemukan"].concat(Object.keys(AFTER));

  // --- keeping

  function clean(n) {
    if (
      !n ||
      typeof n !== "object" ||
      typeof n.perihal !== "string" ||
      !n.perihal.trim() ||
      (!T.sah(n.diterima) && !T.sah(n.ditemukan))
    )
      return null;
    const made = {
      id: /^[a-z0-9]{6,40}$/.test(n.id) ? n.id : fresh(),
      perihal: n.perihal.slice(0, 200),
      nomor: typeof n.nomor === "string" ? n.nomor.slice(0, 80) : "",
      hasil: /^[a-z]$/.test(n.hasil) ? n.hasil : "",
      urut: Number.isInteger(n.urut) && n.urut > 0 && n.urut <= 1e9 ? n.urut : 0,
    };
    DAYS.forEach((name) => {
      made[name] = T.sah(n[name]) ? n[name] : "";
    });
    return made;
  }
  function fresh() {
    return Array.from(crypto.getRandomValues(new Uint8Array(10)), (x) => (x % 36).toString(36)).join("");
  }
  function read() {
    try {
      notes = []
        .concat(JSON.parse(localStorage.getItem(KEY)) || [])
        .map(clean)
        .filter(Boolean)
        .slice(0, MOST);
    } catch (_e) {
      notes = [];
    }
  }
  function store() {
    try {
      if (notes.length) localStorage.setItem(KEY, JSON.stringify(notes));
      else localStorage.removeItem(KEY);
      return true;
    } catch (_e) {
      return false;
    }
  }
  function write(text) {
    said.textContent = store()
      ? text
      : "Peramban ini tidak mengizinkan penyimpanan. Pakai jendela biasa, bukan jendela pribadi.";
    draw();
  }
  function hand(text, name, kind) {
    const a = d.createElement("a"),
      url = URL.createObjectURL(new Blob([text], { type: kind }));
    a.href = url;
    a.download = name;
    a.click();
    setTimeout(() => {
      URL.revokeObjectURL(url);
    }, 1000);
  }

  // --- showing

  function button(text, about, run) {
    const b = el("button", text, "button second"),
      s = el("span", ` ${about}`, "vh");
    b.type = "button";
    b.append(s);
    b.addEventListener("click", run);
    return b;
  }
  function why(s) {
    const box = el("details"),
      body = el("ul");
    box.append(el("summary", "Mengapa hari itu"), body);
    s.r.forEach((r) => {
      body.append(
        el(
          "li",
          `${r.judul}: ${r.lama} ${r.satuan.replace("-", " ")} sesudah ${T.hari(r.mulai)}. ${r.dasar_hukum.join("; ")}.`,
        ),
      );
      const named = r.dilewati.filter((x) => !T.akhirPekan(x.tanggal)),
        decrees = [];
      named.forEach((x) => {
        if (x.dasar && decrees.indexOf(x.dasar) < 0) decrees.push(x.dasar);
      });
      if (r.dilewati.length) {
        const days = [`${r.dilewati.length - named.length} hari Sabtu dan Minggu`].concat(
          named.map((x) => `${T.tanggal(x.tanggal)} ${x.sebab}`),
        );
        const basis = decrees.length ? ` Menurut ${decrees.join("; ")}.` : "";
        body.append(el("li", `Tidak dihitung: ${days.join("; ")}.${basis}`));
      }
      if (r.perkiraan) body.append(el("li", "Perkiraan: sebagian hari liburnya belum ditetapkan dengan keputusan."));
    });
    return box;
  }
  function card(n) {
    const li = el("li", "", "note-card"),
      steps = T.langkah(n, k, T.kini(root.dataset.zona), office),
      actions = el("p", "", "actions");
    li.append(
      el("h2", n.perihal),
      el(
        "p",
        (n.nomor ? `Nomor ${n.nomor} · ` : "") +
          (n.diterima ? `Diterima ${T.hari(n.diterima)}` : `Didapati tidak ada ${T.hari(n.ditemukan)}`),
        "meta",
      ),
    );
    steps.forEach((s) => {
      const box = el("div", "", "step-box");
      box.append(el("h3", s.judul), el("p", s.teks));
      if (s.rinci) {
        const ul = el("ul");
        s.rinci.forEach((text) => {
          ul.append(el("li", text));
        });
        box.append(ul);
      }
      if (s.bacaan) box.append(el("p", s.bacaan, "meta"));
      if (s.r.some((r) => r.perkiraan)) box.append(el("p", "Perkiraan: kalendernya belum ditetapkan.", "tag"));
      if (s.keadaan) box.append(el("p", s.keadaan, s.lewat ? "overdue" : "state"));
      if (s.surat) {
        const facts = {
          nomor: s.surat.nomor || "",
          tanggal_minta: s.surat.diminta || "",
          informasi: n.perihal,
          alasan: s.surat.alasan || "",
          kasus: s.surat.kasus,
        };
        box.append(T.suratKeberatan(root.dataset.keberatan, facts, "button"));
      }
      if (s.laman) {
        const to = el("a", "Buka laman Komisi Informasi", "button");
        to.href = root.dataset.komisi;
        to.rel = "noopener noreferrer";
        box.append(to);
      }
      if (s.r.length) box.append(why(s));
      li.append(box);
    });
    actions.append(
      button("Ubah", n.perihal, () => {
        edit(n);
      }),
      button("Hapus", n.perihal, () => {
        if (!window.confirm(`Hapus catatan “${n.perihal}” dari HP ini?`)) return;
        notes = notes.filter((x) => x !== n);
        if (editing === n.id) blank();
        write("Catatan dihapus.");
        d.getElementById("tulis").focus();
      }),
    );
    const ends = steps.some((s) => s.hingga);
    if (ends)
      actions.append(
        button("Simpan ke kalender HP", n.perihal, () => {
          n.urut = T.urutan(n, Date.now());
          store();
          hand(
            T.ics(n, steps, new Date().toISOString().replace(/[-:]|\.\d+/g, ""), {
              badan: root.dataset.catatan,
              nama: root.dataset.nama,
              alamat: location.origin + location.pathname,
            }),
            `batas-waktu-${n.id}.ics`,
            "text/calendar",
          );
        }),
      );
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
    fields.forEach((f) => {
      f.value = "";
      f.removeAttribute("aria-invalid");
    });
  }
  function edit(n) {
    blank();
    editing = n.id;
    cancel.hidden = false;
    d.getElementById("tulis").textContent = "Ubah catatan";
    fields.forEach((f) => {
      f.value = n[f.name] || "";
    });
    one("[data-lain]").open = true;
    d.getElementById("tulis").focus();
  }
  // Sentences for what cannot be: an empty field, a day before the one it follows.
  function wrong(n) {
    const found = [],
      name = (key) => one(`label[for="n-${key}"]`).firstChild.textContent.trim();
    if (!n.perihal.trim()) found.push(["perihal", "Tulis tentang apa permohonannya."]);
    if (!n.diterima && !n.ditemukan)
      found.push([
        "diterima",
        "Isi hari permohonan diterima kantor, atau hari informasi berkalanya Anda dapati tidak ada.",
      ]);
    ["diterima", "ditemukan"].forEach((key) => {
      if (n[key] && !T.sah(n[key])) found.push([key, `${name(key)}: isi tahun ${T.tahunSah()}.`]);
    });
    Object.keys(AFTER).forEach((key) => {
      const before =
        !n.diterima && n.ditemukan && (key === "keberatan" || key === "sengketa") ? "ditemukan" : AFTER[key];
      if (!n[key]) return;
      if (!n[before]) found.push([before, `Isi dulu: ${name(before)}.`]);
      else if (!T.sah(n[key])) found.push([key, `${name(key)}: isi tahun ${T.tahunSah()}.`]);
      else if (n[key] < n[before]) found.push([key, `${name(key)} tidak mungkin sebelum ${T.hari(n[before])}.`]);
    });
    return found;
  }
  save.addEventListener("click", () => {
    let n = { id: editing || fresh() };
    fields.forEach((f) => {
      n[f.name] = f.value.trim();
      f.removeAttribute("aria-invalid");
    });
    const found = wrong(n);
    errors.hidden = !found.length;
    if (found.length) {
      const ul = el("ul");
      found.forEach((x) => {
        ul.append(el("li", x[1]));
        one(`#n-${x[0]}`).setAttribute("aria-invalid", "true");
      });
      errors.replaceChildren(el("p", "Belum dapat disimpan:"), ul);
      errors.focus();
      return;
    }
    const old = notes.find((x) => x.id === editing);
    n.urut = old ? old.urut : 0;
    n = clean(n);
    notes = editing ? notes.map((x) => (x.id === editing ? n : x)) : notes.concat(n);
    blank();
    write("Catatan disimpan di HP ini.");
    said.scrollIntoView({ block: "nearest" });
  });
  cancel.addEventListener("click", () => {
    blank();
    save.focus();
  });
  one("[data-unduh]").addEventListener("click", () => {
    hand(JSON.stringify(notes, null, 1), `catatan-${root.dataset.catatan}.json`, "application/json");
  });
  one("[data-muat]").addEventListener("change", (e) => {
    const file = e.target.files[0];
    e.target.value = "";
    if (!file || file.size > 1e6) {
      said.textContent = "Berkas itu bukan cadangan catatan.";
      return;
    }
    file
      .text()
      .then((text) => {
        const come = [].concat(JSON.parse(text)).map(clean).filter(Boolean),
          ids = come.map((n) => n.id);
        if (!come.length) throw new Error("empty");
        if (notes.length + come.length > MOST) {
          said.textContent = `Paling banyak ${MOST} catatan di satu HP. Hapus yang sudah selesai, lalu muat lagi.`;
          return;
        }
        notes = notes.filter((n) => ids.indexOf(n.id) < 0).concat(come);
        write(`${come.length} catatan dimuat dari cadangan.`);
      })
      .catch(() => {
        said.textContent = "Berkas itu bukan cadangan catatan.";
      });
  });
  one("[data-hapus-semua]").addEventListener("click", () => {
    if (!window.confirm("Hapus semua catatan dari HP ini? Ini tidak dapat dibatalkan.")) return;
    notes = [];
    blank();
    write("Semua catatan dihapus dari HP ini.");
  });

  T.muat(root.dataset.tabel)
    .then((made) => {
      k = made;
      read();
      draw();
      const given = new URLSearchParams(location.hash.slice(1));
      if (given.get("perihal") !== null) {
        history.replaceState(null, "", location.pathname + location.search);
        one("#n-perihal").value = given.get("perihal").slice(0, 200);
        one("#n-nomor").value = (given.get("nomor") || "").slice(0, 80);
        DAYS.forEach((name) => {
          if (!T.sah(given.get(name))) return;
          one(`#n-${name}`).value = given.get(name);
          if (name !== "diterima") one("[data-lain]").open = true;
        });
        d.getElementById("tulis").focus();
      }
    })
    .catch(() => {
      said.textContent =
        "Kalendernya tidak dapat dimuat. Periksa sambungan, lalu buka lagi halaman ini. Catatan Anda tetap tersimpan.";
    });
})();
