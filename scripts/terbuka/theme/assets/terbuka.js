/* What a page does beyond being read: menu, look, hours of today, days that have passed, filters, a form on tap,
   passing the page on.
   Everything is readable without it. */
(function () {
  "use strict";
  var d = document, all = function (s, r) { return [].slice.call((r || d).querySelectorAll(s)); };

  var burger = d.querySelector(".burger"), menu = d.getElementById("menu");
  if (burger && menu) {
    var show = function (open) { menu.classList.toggle("open", open); burger.setAttribute("aria-expanded", open); };
    burger.addEventListener("click", function () { show(!menu.classList.contains("open")); });
    d.addEventListener("keydown", function (e) {
      if (e.key === "Escape" && menu.classList.contains("open")) { show(false); burger.focus(); }
    });
  }

  var look = d.getElementById("tampilan");
  if (look) {
    look.parentNode.hidden = false;
    look.value = d.documentElement.getAttribute("data-tampilan") || "";
    look.addEventListener("change", function () {
      var v = look.value;
      if (v) d.documentElement.setAttribute("data-tampilan", v); else d.documentElement.removeAttribute("data-tampilan");
      try { if (v) localStorage.setItem("tampilan", v); else localStorage.removeItem("tampilan"); } catch (e) { /* private mode */ }
    });
  }

  // Hours of today, by the clock of the office.
  var hours = d.querySelector("[data-hours]");
  if (hours) {
    try {
      var names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"], now = {};
      new Intl.DateTimeFormat("en-GB", { timeZone: hours.dataset.zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
        .formatToParts(new Date()).forEach(function (p) { now[p.type] = p.value; });
      var day = names.indexOf(now.weekday), time = now.hour + "." + now.minute, open = false;
      var slots = all("tr", hours).filter(function (r) { return +r.dataset.day === day; });
      slots.forEach(function (r) { r.className = "now"; open = open || (time >= r.dataset.from && time < r.dataset.to); });
      var words = slots.map(function (r) { return r.dataset.from + "–" + r.dataset.to; }).join(" dan ");
      all("[data-today]").forEach(function (p) {
        p.textContent = slots.length ? "Buka hari ini pukul " + words + " " + hours.dataset.zoneName + ", kecuali libur" : "Hari ini tutup";
        p.classList.toggle("open", open);
        p.hidden = false;
      });
    } catch (e) { /* the table says it */ }
  }

  // A day that has passed since the page was made is marked by the reader's own clock.
  var today = new Date(), iso = new Date(today - today.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  all("time[data-due]").forEach(function (t) {
    if (t.dateTime < iso) {
      var s = d.createElement("span");
      s.className = "overdue";
      s.textContent = " (sudah lewat)";
      t.after(s);
    }
  });

  // An urgent notice ends by the reader's own clock, to the minute, also on a page that stays open.
  var ends = all("[data-until],[data-after]");
  if (ends.length) {
    var end = function () {
      ends.forEach(function (e) {
        var until = e.dataset.until, over = Date.parse(until || e.dataset.after) <= Date.now();
        e.hidden = until ? over : !over;
      });
      all(".urgent").forEach(function (s) { s.hidden = all("p", s).every(function (p) { return p.hidden; }); });
    };
    end();
    setInterval(end, 2e4);
  }

  // Filters of long lists and tables.
  all("form[data-filter]").forEach(function (form) {
    var target = d.getElementById(form.dataset.filter), input = form.querySelector("input"), select = form.querySelector("select");
    if (!target) return;
    var rows = target.tagName === "TABLE" ? all("tbody tr", target) : all("ul.duties>li,ul.compact>li", target);
    var texts = rows.map(function (r) { return r.textContent.toLowerCase(); }), count = form.querySelector("[data-count]");
    var run = function () {
      var words = input ? input.value.toLowerCase().split(/\s+/) : [], kind = select ? select.value : "", n = 0;
      rows.forEach(function (r, i) {
        var fits = !kind || r.dataset.class === kind || r.dataset.status === kind || !!r.querySelector('[data-status="' + kind + '"]');
        r.hidden = !(fits && words.every(function (w) { return texts[i].indexOf(w) >= 0; }));
        if (!r.hidden) n++;
      });
      all("section", target).forEach(function (s) {
        s.hidden = (kind || words.join("")) && !s.querySelector("ul.duties>li:not([hidden]),ul.compact>li:not([hidden])");
      });
      count.textContent = kind || words.join("") ? n + " dari " + rows.length + " ditampilkan" : "";
    };
    if (input && input.name) input.value = new URLSearchParams(location.search).get(input.name) || "";
    form.hidden = false;
    form.addEventListener("submit", function (e) { e.preventDefault(); });
    form.addEventListener("input", run);
    run();
  });

  // Print opens what is folded, also where the style sheet cannot, and folds it again.
  var folded = [];
  addEventListener("beforeprint", function () {
    folded = all(".page details:not([open])");
    folded.forEach(function (e) { e.open = true; });
  });
  addEventListener("afterprint", function () { folded.forEach(function (e) { e.open = false; }); });

  // Passing a page on: what the device offers, else the address can be copied; without both the link stays.
  all("a[data-share]").forEach(function (a) {
    if (navigator.share) {
      a.textContent = "Bagikan";
      a.addEventListener("click", function (e) {
        e.preventDefault();
        navigator.share({ title: a.dataset.title, url: a.dataset.share }).catch(function () { /* closed again */ });
      });
    } else if (navigator.clipboard) {
      var li = d.createElement("li"), b = d.createElement("button");
      li.setAttribute("aria-live", "polite");
      b.type = "button";
      b.textContent = "Salin tautan";
      b.addEventListener("click", function () {
        navigator.clipboard.writeText(a.dataset.share).then(function () { b.textContent = "Tautan tersalin"; }, function () { b.textContent = a.dataset.share; });
      });
      li.append(b);
      a.parentNode.after(li);
    }
  });

  // The office's form in a frame, only after a tap.
  all("button[data-frame]").forEach(function (b) {
    b.hidden = false;
    b.addEventListener("click", function () {
      var f = d.createElement("iframe");
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
