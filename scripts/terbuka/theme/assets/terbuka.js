/* What a page does beyond being read: menu, look, hours of today, days that have passed, filters, a form on tap,
   passing the page on.
   Everything is readable without it. */
(() => {
  "use strict";
  const d = document,
    all = (s, r) => [].slice.call((r || d).querySelectorAll(s));

  const burger = d.querySelector(".burger"),
    menu = d.getElementById("menu");
  if (burger && menu) {
    const show = (open) => {
      menu.classList.toggle("open", open);
      burger.setAttribute("aria-expanded", open);
    };
    burger.addEventListener("click", () => {
      show(!menu.classList.contains("open"));
    });
    d.addEventListener("keydown", (e) => {
      if (e.key === "Escape" && menu.classList.contains("open")) {
        show(false);
        burger.focus();
      }
    });
  }

  const look = d.getElementById("tampilan");
  if (look) {
    look.parentNode.hidden = false;
    look.value = d.documentElement.getAttribute("data-tampilan") || "";
    look.addEventListener("change", () => {
      const v = look.value;
      if (v) d.documentElement.setAttribute("data-tampilan", v);
      else d.documentElement.removeAttribute("data-tampilan");
      try {
        if (v) localStorage.setItem("tampilan", v);
        else localStorage.removeItem("tampilan");
      } catch (_e) {
        /* private mode */
      }
    });
  }

  // Hours of today, by the clock of the office.
  const hours = d.querySelector("[data-hours]");
  if (hours) {
    try {
      const names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        now = {};
      new Intl.DateTimeFormat("en-GB", {
        timeZone: hours.dataset.zone,
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      })
        .formatToParts(new Date())
        .forEach((p) => {
          now[p.type] = p.value;
        });
      let day = names.indexOf(now.weekday),
        time = `${now.hour}.${now.minute}`,
        open = false;
      const slots = all("tr", hours).filter((r) => +r.dataset.day === day);
      slots.forEach((r) => {
        r.className = "now";
        open = open || (time >= r.dataset.from && time < r.dataset.to);
      });
      const words = slots.map((r) => `${r.dataset.from}–${r.dataset.to}`).join(" dan ");
      all("[data-today]").forEach((p) => {
        p.textContent = slots.length
          ? `Buka hari ini pukul ${words} ${hours.dataset.zoneName}, kecuali libur`
          : "Hari ini tutup";
        p.classList.toggle("open", open);
        p.hidden = false;
      });
    } catch (_e) {
      /* the table says it */
    }
  }

  // A day that has passed since the page was made is marked by the reader's own clock.
  const today = new Date(),
    iso = new Date(today - today.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  all("time[data-due]").forEach((t) => {
    if (t.dateTime < iso) {
      const s = d.createElement("span");
      s.className = "overdue";
      s.textContent = " (sudah lewat)";
      t.after(s);
    }
  });

  // An urgent notice ends by the reader's own clock, to the minute, also on a page that stays open.
  const ends = all("[data-until],[data-after]");
  if (ends.length) {
    const end = () => {
      ends.forEach((e) => {
        const until = e.dataset.until,
          over = Date.parse(until || e.dataset.after) <= Date.now();
        e.hidden = until ? over : !over;
      });
      all(".urgent").forEach((s) => {
        s.hidden = all("p", s).every((p) => p.hidden);
      });
    };
    end();
    setInterval(end, 2e4);
  }

  // Filters of long lists and tables.
  all("form[data-filter]").forEach((form) => {
    const target = d.getElementById(form.dataset.filter),
      input = form.querySelector("input"),
      select = form.querySelector("select");
    if (!target) return;
    const rows = target.tagName === "TABLE" ? all("tbody tr", target) : all("ul.duties>li,ul.compact>li", target);
    const texts = rows.map((r) => r.textContent.toLowerCase()),
      count = form.querySelector("[data-count]");
    const run = () => {
      let words = input ? input.value.toLowerCase().split(/\s+/) : [],
        kind = select ? select.value : "",
        n = 0;
      rows.forEach((r, i) => {
        const fits =
          !kind ||
          r.dataset.class === kind ||
          r.dataset.status === kind ||
          !!r.querySelector(`[data-status="${kind}"]`);
        r.hidden = !(fits && words.every((w) => texts[i].indexOf(w) >= 0));
        if (!r.hidden) n++;
      });
      all("section", target).forEach((s) => {
        s.hidden =
          (kind || words.join("")) && !s.querySelector("ul.duties>li:not([hidden]),ul.compact>li:not([hidden])");
      });
      count.textContent = kind || words.join("") ? `${n} dari ${rows.length} ditampilkan` : "";
    };
    if (input?.name) input.value = new URLSearchParams(location.search).get(input.name) || "";
    form.hidden = false;
    form.addEventListener("submit", (e) => {
      e.preventDefault();
    });
    form.addEventListener("input", run);
    run();
  });

  // Who follows a link to something folded wants to read it.
  const unfold = () => {
    const folded = d.getElementById(location.hash.slice(1))?.querySelector(":scope > details:only-child");
    if (folded) folded.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Print opens what is folded, also where the style sheet cannot, and folds it again.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all(".page details:not([open])");
    folded.forEach((e) => {
      e.open = true;
    });
  });
  addEventListener("afterprint", () => {
    folded.forEach((e) => {
      e.open = false;
    });
  });

  // Passing a page on: what the device offers, else the address can be copied; without both the link stays.
  all("a[data-share]").forEach((a) => {
    if (navigator.share) {
      a.textContent = "Bagikan";
      a.addEventListener("click", (e) => {
        e.preventDefault();
        navigator.share({ title: a.dataset.title, url: a.dataset.share }).catch(() => {
          /* closed again */
        });
      });
    } else if (navigator.clipboard) {
      const li = d.createElement("li"),
        b = d.createElement("button");
      li.setAttribute("aria-live", "polite");
      b.type = "button";
      b.textContent = "Salin tautan";
      b.addEventListener("click", () => {
        navigator.clipboard.writeText(a.dataset.share).then(
          () => {
            b.textContent = "Tautan tersalin";
          },
          () => {
            b.textContent = a.dataset.share;
          },
        );
      });
      li.append(b);
      a.parentNode.after(li);
    }
  });

  // The office's form in a frame, only after a tap.
  all("button[data-frame]").forEach((b) => {
    b.hidden = false;
    b.addEventListener("click", () => {
      const f = d.createElement("iframe");
      f.src = b.dataset.frame;
      f.title = b.dataset.title;
      f.setAttribute("referrerpolicy", "no-referrer");
      f.setAttribute("sandbox", "allow-forms allow-scripts allow-same-origin allow-popups");
      d.querySelector("[data-frame-here]").replaceChildren(f);
      f.focus();
      b.hidden = true;
    });
  });
})();
