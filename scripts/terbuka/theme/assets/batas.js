/* The calculator of time limits: a look-up in the table, told with every day that was skipped. */
(() => {
  "use strict";
  const T = window.terbuka,
    d = document,
    root = d.querySelector("[data-hitung]");
  if (!root || !T) return;
  const clock = d.getElementById("c-jenis"),
    start = d.getElementById("c-mulai"),
    longer = d.getElementById("c-perpanjang");
  const from = root.querySelector("[data-dari]"),
    box = root.querySelector("[data-perpanjang]"),
    out = root.querySelector("[data-hasil]");
  const list = root.querySelector("[data-lewati]"),
    rows = list.querySelector("tbody"),
    UNIT = { "hari-kerja": "hari kerja", "hari-kalender": "hari kalender" };

  function line(text, name) {
    const p = d.createElement("p");
    p.textContent = text;
    if (name) p.className = name;
    out.append(p);
  }

  T.muat(root.dataset.hitung)
    .then((k) => {
      function run() {
        const c = k.jam[clock.value];
        if (!c) return;
        from.textContent = `Dihitung dari ${c.dihitung_dari}.`;
        box.hidden = !c.nilai.some((n) => n.perpanjangan);
        out.replaceChildren();
        rows.replaceChildren();
        list.hidden = true;
        if (!start.value) return;
        const r = k.due(clock.value, start.value, longer.checked && !box.hidden);
        if (r.galat) {
          line(T.sebab(r), "note");
          return;
        }
        line((r.lama ? "Paling lambat " : "Hari itu juga: ") + T.hari(r.jatuh_tempo), "lead");
        line(
          `${(r.lama ? `${r.lama} ${UNIT[r.satuan]} sesudah ` : "") + T.hari(r.mulai)}. ${r.dasar_hukum.join("; ")}.`,
          "meta",
        );
        if (c.terkonfirmasi === false)
          line(`Pasalnya belum kami cocokkan dengan naskahnya. ${c.catatan || ""}`, "note");
        if (r.perkiraan)
          line("Perkiraan: hari liburnya belum ditetapkan dengan keputusan. Periksa lagi bila sudah dekat.", "note");
        r.catatan_kalender.forEach((t) => {
          line(t, "meta");
        });
        r.dilewati.forEach((s) => {
          const row = rows.insertRow(),
            head = d.createElement("th");
          head.scope = "row";
          head.textContent = T.hari(s.tanggal);
          row.append(head);
          row.insertCell().textContent =
            (T.akhirPekan(s.tanggal) ? "akhir pekan" : s.sebab) +
            (s.dasar ? ` (${s.dasar})` : s.perkiraan ? " (perkiraan)" : "");
        });
        list.hidden = !r.dilewati.length;
        list.querySelector("summary").textContent = `${r.dilewati.length} hari tidak dihitung`;
      }
      [clock, start, longer].forEach((e) => {
        e.addEventListener("input", run);
      });
      run();
    })
    .catch(() => {
      line("Kalendernya tidak dapat dimuat. Periksa sambungan, lalu buka lagi halaman ini.", "note");
    });
})();
