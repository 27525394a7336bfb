/* A letter written on the visitor's own device. Nothing is sent before a tap, nothing is kept unless the box is ticked;
   what is typed goes into the sheet as text only. Without this script the sheet is a blank form to print. */
(() => {
  "use strict";
  const T = window.terbuka,
    d = document,
    root = d.querySelector("[data-surat]");
  if (!root || !T) return;
  const all = (s, r) => [].slice.call((r || root).querySelectorAll(s)),
    one = (s) => root.querySelector(s);
  const fields = all("[name]"),
    status = one("[data-kabar]"),
    errors = one("[data-galat]"),
    keep = one("[data-simpan]"),
    twice = one("[data-dua]");
  const KEY = `surat:${root.dataset.badan}:${root.dataset.surat}`,
    CARRIED = 600;

  function today() {
    const t = new Date();
    return new Date(t - t.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  }
  function day(iso) {
    return /^\d{4}-\d\d-\d\d$/.test(iso) ? T.tanggal(iso) : "";
  }
  // A day that was read back or handed over, within the bounds of its field; other years are a slip.
  function within(f, iso) {
    return f.type !== "date" || !iso || (iso >= f.min && iso <= f.max);
  }
  function ticked(f) {
    return f.type === "radio" || f.type === "checkbox";
  }
  function get() {
    const v = {};
    fields.forEach((f) => {
      if (!ticked(f)) v[f.name] = f.value.trim();
      else {
        v[f.name] = v[f.name] || [];
        if (f.checked) v[f.name].push(f.value);
      }
    });
    return v;
  }
  function set(v) {
    fields.forEach((f) => {
      if (!Object.prototype.hasOwnProperty.call(v, f.name)) return;
      if (ticked(f)) f.checked = [].concat(v[f.name]).indexOf(f.value) >= 0;
      else if (typeof v[f.name] === "string" && within(f, v[f.name]))
        f.value = v[f.name].slice(0, f.maxLength > 0 ? f.maxLength : 40);
    });
  }

  // Fill the sheets, and the addresses of the links that send.
  function show() {
    const v = get(),
      asks = one("[data-sertakan]:checked");
    if (asks) v.lampiran = asks.dataset.sertakan;
    all("[data-isi]").forEach((e) => {
      const text = v[e.dataset.isi] || "",
        f = one(`[name="${e.dataset.isi}"]`);
      e.textContent = f && f.type === "date" ? (within(f, text) ? day(text) : "") : text;
    });
    all("[data-pilihan]").forEach((e) => {
      const p = e.dataset.pilihan.split(":"),
        on = (v[p[0]] || []).indexOf(p[1]) >= 0;
      e.classList.toggle("on", on);
      e.querySelector(".box").textContent = on ? "X" : "";
    });
    const text = letter();
    const subject = encodeURIComponent(root.dataset.perihal + (v.nama ? ` – ${v.nama}` : ""));
    const body = encodeURIComponent(text.replace(/\n/g, "\r\n"));
    const ways = {
      wa: `https://wa.me/${root.dataset.wa}?text=${encodeURIComponent(text)}`,
      surel: `mailto:${root.dataset.surel}?subject=${subject}&body=${body}`,
    };
    all("[data-kirim]").forEach((a) => {
      a.href = a.dataset.kirim === "wa" ? ways.wa : ways.surel;
    });
    const note = one("[data-catat]");
    if (note) {
      const about = encodeURIComponent((v.rincian || v.informasi || "").slice(0, 200));
      const number = v.nomor ? `&nomor=${encodeURIComponent(v.nomor)}` : "";
      note.href = `${note.href.split("#")[0]}#perihal=${about}${number}`;
    }
    if (keep.checked) store();
  }

  // The letter as plain text: the filled lines of the first sheet, in their order.
  function letter() {
    const lines = [];
    all("[data-t]", one(".paper")).forEach((e) => {
      if (e.tagName !== "TR") {
        lines.push(e.textContent.replace(/\s+/g, " ").replace(/^[ ,]+|[ ,]+$/g, ""));
        return;
      }
      const box = e.querySelector(".boxes"),
        value = box
          ? all(".on span", box)
              .map((s) => s.textContent)
              .join("; ")
          : e.querySelector("[data-isi]").textContent;
      if (value) lines.push(`${e.querySelector("th").textContent}: ${value}`);
    });
    const v = get();
    if (v.nama) lines.push("Hormat saya,", v.nama);
    return lines.filter(Boolean).join("\n");
  }

  function store() {
    try {
      localStorage.setItem(KEY, JSON.stringify(get()));
    } catch (_e) {
      keep.checked = false;
      status.textContent = "Peramban ini tidak mengizinkan penyimpanan.";
    }
  }
  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch (_e) {
      /* private mode */
    }
  }

  // True when the letter can be sent; else says in words what is missing and goes there.
  function complete() {
    const missing = fields.filter((f) => (f.getAttribute("aria-required") && !f.value.trim()) || !within(f, f.value));
    fields.forEach((f) => {
      f.removeAttribute("aria-invalid");
    });
    errors.hidden = !missing.length;
    if (!missing.length) return true;
    const p = d.createElement("p"),
      list = d.createElement("ul");
    p.textContent = "Surat belum lengkap. Isi dulu:";
    missing.forEach((f) => {
      const li = d.createElement("li"),
        a = d.createElement("a");
      f.setAttribute("aria-invalid", "true");
      a.href = `#${f.id}`;
      a.textContent =
        one(`label[for="${f.id}"]`).firstChild.textContent.trim() +
        (within(f, f.value) ? "" : `: isi tahun antara ${f.min.slice(0, 4)} dan ${f.max.slice(0, 4)}`);
      a.addEventListener("click", (e) => {
        e.preventDefault();
        f.focus();
      });
      li.append(a);
      list.append(li);
    });
    errors.replaceChildren(p, list);
    errors.focus();
    return false;
  }

  root.addEventListener("input", (e) => {
    if (e.target.name) show();
  });
  all("[data-kirim]").forEach((a) => {
    a.addEventListener("click", (e) => {
      if (!complete()) {
        e.preventDefault();
        return;
      }
      status.textContent =
        a.href.length > 1900
          ? "Suratnya panjang. Bila terpotong di aplikasi Anda, pakai Salin teks, lalu tempel."
          : "Suratnya dibuka di aplikasi Anda. Periksa, lampirkan berkasnya, lalu kirim dari sana.";
    });
  });
  one("[data-cetak]").addEventListener("click", () => {
    window.print();
  });
  twice.addEventListener("change", () => {
    root.classList.toggle("once", !twice.checked);
  });
  one("[data-salin]").addEventListener("click", () => {
    if (!complete()) return;
    const done = () => {
      status.textContent = "Teks surat tersalin. Tempel di pos-el atau pesan Anda.";
    };
    const other = () => {
      const area = d.createElement("textarea");
      area.value = letter();
      area.className = "vh";
      root.append(area);
      area.select();
      const ok = d.execCommand("copy");
      area.remove();
      if (ok) done();
      else status.textContent = "Tidak dapat menyalin. Pilih teks surat di bawah, lalu salin sendiri.";
    };
    if (navigator.clipboard) navigator.clipboard.writeText(letter()).then(done, other);
    else other();
  });
  keep.addEventListener("change", () => {
    if (keep.checked) {
      store();
      if (keep.checked) status.textContent = "Isian disimpan di HP ini.";
    } else {
      forget();
      status.textContent = "Isian tidak lagi disimpan di HP ini.";
    }
  });
  one("[data-kosong]").addEventListener("click", () => {
    fields.forEach((f) => {
      if (ticked(f)) f.checked = f.defaultChecked;
      else f.value = "";
    });
    keep.checked = false;
    forget();
    show();
    status.textContent = "Isian dikosongkan, juga yang tersimpan.";
    fields[0].focus();
  });

  // What was kept, then what another page hands over behind "#", which no server ever sees.
  let date = one('[name="tanggal"]'),
    was = null;
  if (date) date.value = today();
  try {
    was = JSON.parse(localStorage.getItem(KEY));
  } catch (_e) {
    /* nothing to read */
  }
  if (was && typeof was === "object") {
    set(was);
    keep.checked = true;
  }
  root.classList.add("once");
  function carried() {
    if (location.hash.indexOf("=") < 0) return;
    const given = new URLSearchParams(location.hash.slice(1)),
      v = {},
      duty = given.get("kewajiban");
    given.forEach((text, name) => {
      v[name] = name === "alasan" ? text.split(",") : text.slice(0, name === "kasus" ? 2000 : CARRIED);
    });
    history.replaceState(null, "", location.pathname + location.search);
    set(v);
    show();
    d.getElementById("surat").scrollIntoView();
    d.getElementById("surat").focus();
    if (!duty) return;
    // The title comes from the portal's own list, never from the link.
    fetch(root.dataset.judul)
      .then((r) => r.json())
      .then((list) => {
        const k = Object.prototype.hasOwnProperty.call(list.kewajiban, duty) && list.kewajiban[duty],
          words = JSON.parse(root.dataset.butir),
          w = {};
        if (!k) return;
        Object.keys(words).forEach((name) => {
          w[name] = words[name].replace(
            /\{(judul|dasar|hari)\}/g,
            (_, what) => ({ judul: k.judul, dasar: k.dasar_hukum, hari: day(today()) })[what],
          );
        });
        if (root.dataset.butirAlasan) w.alasan = [root.dataset.butirAlasan];
        set(w);
        show();
        status.textContent = `Surat sudah diisi tentang: ${k.judul}.`;
      })
      .catch(() => {
        status.textContent = "Judul informasinya tidak dapat dimuat. Tulis sendiri di isian.";
      });
  }
  window.addEventListener("hashchange", carried);
  show();
  carried();
})();
