/* The table of an open dataset: pages of rows, sorting, filters, a report of one cell. Rows that are not in the page
   come in parts of static JSON when they are asked for. What was typed goes in as text. Without this script the plain
   pages stand. */
(() => {
  "use strict";
  const T = window.terbuka,
    d = document,
    table = d.querySelector("table[data-isi]"),
    tools = d.querySelector("[data-alat]");
  if (!table) return;
  const c = JSON.parse(table.dataset.isi),
    body = table.tBodies[0],
    box = table.parentNode,
    PAGE = 25,
    FREE = 6e5;
  // A page on a disk may not fetch: all rows that stand in it are shown, and the plain pages lead on.
  if (location.protocol === "file:") {
    table.classList.add("semua");
    return;
  }
  const parts = {},
    meaning = {};
  let order = null,
    at = 0,
    turn = 0,
    sorted = [-1, 1],
    agreed = c.bita <= FREE,
    waiting;

  function make(tag, text, more) {
    const e = d.createElement(tag);
    if (text) e.textContent = text;
    Object.assign(e, more || {});
    return e;
  }
  function many(n) {
    return String(n).replace(/\B(?=(\d{3})+$)/g, ".");
  }
  function shown(v, kind) {
    if (!v) return "";
    if (kind === "b") return v === "1" || v === "ya" ? "Ya" : "Tidak";
    if (kind === "d") return T.tanggal(v);
    if (kind === "n") {
      const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(v);
      return m ? m[1] + many(m[2]) + (m[3] ? `,${m[3]}` : "") : v;
    }
    return v;
  }
  function note(n, v) {
    return (v && meaning[n]?.[v]) || "";
  }
  function mark(row, i) {
    const keys = c.kunci.length ? c.kunci.map((n) => row[n]) : [String(i + 1)];
    const code = (x) => `%${x.charCodeAt(0).toString(16).toUpperCase()}`;
    return `baris-${keys.map((k) => encodeURIComponent(k).replace(/[!'()*]/g, code)).join("+")}`;
  }
  function name(row, i) {
    return c.kunci.length ? c.kunci.map((n) => shown(row[n], c.kolom[n][1])).join(", ") : `baris ${i + 1}`;
  }

  // --- parts
  function part(n) {
    if (!parts[n])
      parts[n] = fetch(c.awal + (n + 1) + c.akhir)
        .then((r) => {
          if (!r.ok) throw new Error(r.status);
          return r.json();
        })
        .then((p) => {
          Object.keys(p.arti).forEach((k) => {
            meaning[k] = { ...meaning[k], ...p.arti[k] };
          });
          return p.baris;
        })
        .catch((e) => {
          delete parts[n];
          throw e;
        });
    return parts[n];
  }
  function every() {
    const all = [];
    for (let n = 0; n * c.per < c.baris; n++) all.push(part(n));
    return Promise.all(all).then((found) => [].concat.apply([], found));
  }
  function some(places) {
    return Promise.all(places.map((i) => part(Math.floor(i / c.per)).then((rows) => [rows[i % c.per], i])));
  }

  // --- what is shown
  function line(row, i) {
    const tr = make("tr", "", { id: mark(row, i) });
    row.forEach((v, n) => {
      const kind = c.kolom[n][1],
        cell = make(n === c.kepala ? "th" : "td", shown(v, kind)),
        more = note(n, v);
      if (n === c.kepala) cell.scope = "row";
      else cell.className = { n: "num", d: "utuh", k: "utuh" }[kind] || "";
      if (more) cell.append(" ", make("span", more, { className: "meta" }));
      tr.append(cell);
    });
    tr.append(reporter(row, i));
    return tr;
  }
  function count() {
    return order ? order.length : c.baris;
  }
  function show(page, focus) {
    const mine = ++turn,
      last = Math.max(0, Math.ceil(count() / PAGE) - 1),
      places = [];
    at = Math.min(Math.max(page, 0), last);
    for (let k = at * PAGE; k < Math.min((at + 1) * PAGE, count()); k++) places.push(order ? order[k] : k);
    return some(places)
      .then((rows) => {
        if (mine !== turn) return;
        body.replaceChildren.apply(
          body,
          rows.map((r) => line(r[0], r[1])),
        );
        table.classList.add("semua");
        tell();
        if (focus) {
          box.scrollTop = 0;
          box.focus({ preventScroll: true });
          box.scrollIntoView({ block: "start" });
        }
      })
      .catch(failed);
  }
  function tell(text) {
    const n = count();
    said.textContent =
      text ||
      (n
        ? `${many(at * PAGE + 1)}–${many(Math.min((at + 1) * PAGE, n))} dari ${many(n)} baris`
        : "Tidak ada baris yang cocok") + (order && n !== c.baris ? `, disaring dari ${many(c.baris)}` : "");
    first.disabled = before.disabled = !at;
    next.disabled = last.disabled = (at + 1) * PAGE >= n;
    steps.hidden = n <= PAGE;
  }
  function failed() {
    tell("Baris lain tidak dapat diambil. Coba lagi, atau buka unduhannya.");
    if (plain) plain.hidden = false;
  }

  // --- sorting and filters need all rows
  function value(v, kind) {
    return kind === "n" || kind === "y" ? +v : v;
  }
  const words = new Intl.Collator("id", { numeric: true, sensitivity: "base" });
  // So many bytes are not fetched before the reader agrees.
  function wait(act) {
    waiting = act;
    ask.hidden = false;
    tell(`Perlu semua baris: sekitar ${(c.bita / 1e6).toFixed(1).replace(".", ",")} MB.`);
    return Promise.resolve();
  }
  function arrange() {
    ask.hidden = true;
    const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean),
      chosen = picks.filter((p) => p.value);
    if (!asked.length && !chosen.length && sorted[0] < 0) {
      order = null;
      return show(0);
    }
    if (!agreed) return wait(arrange);
    const mine = ++turn;
    tell(`Memuat ${many(c.baris)} baris …`);
    return every()
      .then((rows) => {
        if (mine !== turn) return;
        order = [];
        rows.forEach((row, i) => {
          if (!chosen.every((p) => row[p.dataset.n] === p.value)) return;
          if (asked.length) {
            const text = row
              .map((v, n) => `${v} ${shown(v, c.kolom[n][1])} ${note(n, v)}`)
              .join(" ")
              .toLowerCase();
            if (!asked.every((w) => text.indexOf(w) >= 0)) return;
          }
          order.push(i);
        });
        const n = sorted[0];
        if (n >= 0) {
          const kind = c.kolom[n][1];
          order.sort((a, b) => {
            let x = rows[a][n],
              y = rows[b][n];
            // What is empty comes last either way.
            if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1) || a - b;
            x = value(x, kind);
            y = value(y, kind);
            return sorted[1] * (typeof x === "number" ? x - y : words.compare(x, y)) || a - b;
          });
        }
        return show(0);
      })
      .catch(failed);
  }

  // --- tools
  const said = make("p", "", { className: "meta" }),
    form = make("form", "", { className: "filter" }),
    picks = [];
  said.setAttribute("role", "status");
  function field(label, control, id) {
    const p = make("p");
    control.id = id;
    p.append(make("label", label, { htmlFor: id }), control);
    form.append(p);
    return control;
  }
  const input = field("Cari di tabel", make("input", "", { type: "search", autocomplete: "off" }), "cari-baris");
  Object.keys(c.pilih).forEach((n) => {
    const s = make("select");
    s.append(make("option", "Semua", { value: "" }));
    c.pilih[n].forEach((o) => {
      s.append(make("option", o[1], { value: o[0] }));
    });
    s.dataset.n = n;
    picks.push(field(c.kolom[n][0], s, `pilih-${n}`));
  });
  const ask = make("button", "Muat semua baris", { type: "button", className: "button second", hidden: true });
  ask.addEventListener("click", () => {
    agreed = true;
    ask.hidden = true;
    waiting();
  });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
  });
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(arrange, 250);
  });
  function button(text, act) {
    const b = make("button", text, { type: "button", className: "button second" });
    b.addEventListener("click", act);
    steps.append(b);
    return b;
  }
  const steps = make("p", "", { className: "langkah-baris" });
  steps.setAttribute("role", "group");
  steps.setAttribute("aria-label", "Halaman baris");
  const first = button("Pertama", () => {
      show(0, true);
    }),
    before = button("Sebelumnya", () => {
      show(at - 1, true);
    });
  const next = button("Berikutnya", () => {
      show(at + 1, true);
    }),
    last = button("Terakhir", () => {
      show(1e9, true);
    });
  tools.append(form, ask, said);
  tools.hidden = false;
  box.after(steps);
  const plain = steps.nextElementSibling?.matches(".pager") ? steps.nextElementSibling : null;
  if (plain) plain.hidden = true;

  [].forEach.call(table.tHead.rows[0].cells, (th, n) => {
    const b = make("button", "", { type: "button" });
    b.append.apply(b, th.childNodes);
    th.append(b);
    b.addEventListener("click", () => {
      sorted = [n, sorted[0] === n ? -sorted[1] : 1];
      [].forEach.call(table.tHead.rows[0].cells, (o) => {
        o.removeAttribute("aria-sort");
      });
      th.setAttribute("aria-sort", sorted[1] > 0 ? "ascending" : "descending");
      arrange();
    });
  });
  table.tHead.rows[0].append(make("th", "Lapor", { scope: "col", className: "kolom-lapor" }));

  // --- a report of one cell: a letter of the reader's own, or what to say by telephone
  function offer(whose, act) {
    const td = make("td", "", { className: "kolom-lapor" }),
      b = make("button", "Lapor", { type: "button", className: "lapor" });
    b.append(make("span", ` kesalahan di ${whose}`, { className: "vh" }));
    b.addEventListener("click", act);
    td.append(b);
    return td;
  }
  function reporter(row, i) {
    return offer(name(row, i), () => {
      report(row, i);
    });
  }
  function report(row, i) {
    const box = make("dialog", "", { className: "lapor-sel" }),
      s = make("select", "", { id: "lapor-kolom" }),
      text = make("pre"),
      p = make("p");
    const way = make("a", c.surel ? "Tulis surat ke kantor" : "Sampaikan ke kantor", { className: "button" });
    box.setAttribute("aria-labelledby", "lapor-judul");
    c.kolom.forEach((k, n) => {
      s.append(make("option", k[0], { value: n }));
    });
    s.value = c.kepala === 0 && c.kolom.length > 1 ? 1 : 0;
    function fill() {
      const n = +s.value,
        told = [
          `Himpunan data: ${c.himpunan}`,
          `Tabel: ${c.tabel}`,
          `Baris: ${name(row, i)}`,
          `Kolom: ${c.kolom[n][0]}`,
          `Yang tertulis: ${shown(row[n], c.kolom[n][1]) || "(kosong)"}`,
          "Seharusnya: ",
          "Sumber, bila ada: ",
          "",
          `Halaman: ${c.alamat}#${mark(row, i)}`,
          "",
        ].join("\n");
      const subject = encodeURIComponent(`Kesalahan data: ${c.himpunan}`);
      text.textContent = told;
      way.href = c.surel
        ? `mailto:${c.surel}?subject=${subject}&body=${encodeURIComponent(told)}`
        : d.querySelector("[data-lapor]").href;
    }
    s.addEventListener("input", fill);
    fill();
    const close = make("button", "Tutup", { type: "button", className: "button second" });
    close.addEventListener("click", () => {
      box.close();
    });
    box.addEventListener("close", () => {
      box.remove();
    });
    p.className = "tombol";
    p.append(way, close);
    box.append(
      make("h2", `Laporkan kesalahan di ${name(row, i)}`, { id: "lapor-judul" }),
      make("label", "Kolom yang salah", { htmlFor: "lapor-kolom" }),
      s,
      make(
        "p",
        c.surel
          ? "Isi surat ini dapat Anda ubah sebelum dikirim. Tidak perlu akun."
          : "Sampaikan isi ini kepada kantor. Tidak perlu akun.",
      ),
      text,
      p,
    );
    (d.querySelector(".page article") || d.body).append(box);
    box.showModal();
  }

  // --- a mark in the address leads to its row, wherever it is
  function lit(tr) {
    if (!tr?.offsetParent) return false;
    tr.classList.add("kena");
    tr.scrollIntoView({ block: "center" });
    return true;
  }
  function follow() {
    const wanted = location.hash.slice(1),
      tr = d.getElementById(wanted);
    if (wanted.indexOf("baris-") !== 0 || lit(tr)) return;
    const open = (i) => {
      order = null;
      return show(Math.floor(i / PAGE)).then(() => {
        lit(d.getElementById(wanted));
      });
    };
    // Hidden yet in the page: its place there is its place in the table.
    if (tr) {
      open([].indexOf.call(body.rows, tr));
      return;
    }
    if (!agreed) {
      wait(follow);
      return;
    }
    every()
      .then((rows) => {
        const at = rows.findIndex((row, i) => mark(row, i) === wanted);
        return at < 0 ? tell("Baris itu tidak ada lagi di tabel ini.") : open(at);
      })
      .catch(failed);
  }
  window.addEventListener("hashchange", follow);

  // The rows that stand in the page become the first page of rows as they are: nothing is fetched to read it.
  [].forEach.call(body.rows, (tr, i) => {
    if (i >= PAGE) return;
    // A code stands before what it means.
    const whose =
      c.kunci.map((n) => (tr.cells[n].firstChild || tr.cells[n]).textContent.trim()).join(", ") || `baris ${i + 1}`;
    tr.append(
      offer(whose, () => {
        part(0)
          .then((rows) => {
            report(rows[i], i);
          })
          .catch(failed);
      }),
    );
  });
  tell();
  follow();
})();
