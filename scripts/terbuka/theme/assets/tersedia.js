/* "Mungkin sudah tersedia": what the portal's own search finds for the words being typed. Runs on the device. */
(() => {
  "use strict";
  const T = window.terbuka,
    d = document;
  // Words that every request holds and that say nothing about its subject.
  const EMPTY =
    " saya kami ingin mohon minta meminta melihat mendapat salinan dokumen informasi tentang mengenai untuk dari " +
    "dengan yang tahun atau serta ";

  // All words, then fewer: a long sentence rarely stands whole in a title.
  function search(p, words, unit) {
    return p
      .search(words.join(" "), { filters: unit ? { unit: unit, jenis: "Dokumen" } : { jenis: "Dokumen" } })
      .then((found) =>
        found.results.length || words.length < 2 ? found.results : search(p, words.slice(0, -1), unit),
      );
  }

  [].forEach.call(d.querySelectorAll("[data-tersedia]"), (box) => {
    const field = d.getElementById(box.dataset.dari);
    let timer,
      turn = 0;
    if (!field) return;
    box.setAttribute("aria-live", "polite");
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const mine = ++turn;
        const words = field.value
          .toLowerCase()
          .split(/[^0-9a-z\u00c0-\u024f-]+/)
          .filter((w) => w.length > 3 && EMPTY.indexOf(` ${w} `) < 0)
          .sort((a, b) => b.length - a.length)
          .slice(0, 4);
        if (!words.length) {
          box.hidden = true;
          return;
        }
        T.mesinCari(box.dataset.tersedia)
          .then((p) => search(p, words, box.dataset.unit))
          .then((found) => Promise.all(found.slice(0, 4).map((r) => r.data())))
          .then((pages) => {
            if (mine !== turn) return;
            const list = d.createElement("ul"),
              p = d.createElement("p");
            p.textContent = "Mungkin sudah tersedia:";
            pages.forEach((r) => {
              const li = d.createElement("li"),
                a = d.createElement("a");
              a.href = r.url;
              a.textContent = (r.meta?.title || r.url).replace(/¶$/, "");
              li.append(a);
              list.append(li);
            });
            box.replaceChildren(p, list);
            box.hidden = !pages.length;
          })
          .catch(() => {
            T.mesinGagal();
            box.hidden = true;
          });
      }, 500);
    });
  });
})();
