/* Large print, kept on the device only; the sheet for the notice board is printed by a button. */
(() => {
  "use strict";
  const d = document,
    area = d.querySelector("[data-besar]"),
    b = d.querySelector("[data-huruf]"),
    p = d.querySelector("[data-cetak]"),
    KEY = "huruf-besar";
  if (p) {
    p.hidden = false;
    p.addEventListener("click", () => {
      window.print();
    });
  }
  if (!area || !b) return;
  function show(on) {
    area.classList.toggle("besar", on);
    b.setAttribute("aria-pressed", String(on));
  }
  b.hidden = false;
  try {
    show(localStorage.getItem(KEY) === "ya");
  } catch (_e) {
    /* private mode: only for this visit */
  }
  b.addEventListener("click", () => {
    const on = !area.classList.contains("besar");
    show(on);
    try {
      if (on) localStorage.setItem(KEY, "ya");
      else localStorage.removeItem(KEY);
    } catch (_e) {
      /* as above */
    }
  });
})();
