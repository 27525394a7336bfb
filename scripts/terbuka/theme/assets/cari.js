/* Search: the index is fetched with the first word, never before. Titles and excerpts go in as text. */
(() => {
  "use strict";
  const T = window.terbuka,
    d = document,
    form = d.querySelector("form[data-search]");
  if (!form || !T) return;
  const input = form.querySelector("input"),
    box = form.querySelector(".filters>div"),
    list = d.querySelector("[data-results]");
  const count = d.querySelector("[data-count]"),
    more = d.querySelector("[data-more]"),
    browse = d.querySelector("[data-browse]");
  const titles = { jenis: "Jenis", kelas: "Kelas", unit: "Unit" },
    chosen = {},
    PAGE = 10;
  let found = [],
    shown = 0,
    turn = 0,
    timer;

  const load = () => T.mesinCari(form.dataset.search);

  // The excerpt is escaped text with <mark>: only marks survive.
  function excerpt(html) {
    const p = d.createElement("p");
    html.split(/(<mark>[\s\S]*?<\/mark>)/).forEach((bit) => {
      const m = /^<mark>([\s\S]*)<\/mark>$/.exec(bit),
        node = m ? d.createElement("mark") : d.createDocumentFragment();
      node.append(plain(m ? m[1] : bit));
      p.append(node);
    });
    return p;
  }
  function plain(text) {
    // The leading letter keeps the parser from dropping a space at the start.
    return new DOMParser().parseFromString(`x${text.replace(/<[^>]*>/g, "")}`, "text/html").body.textContent.slice(1);
  }

  // The row that was found: of the rows of tables (ids "baris-…") the one that most of the words stand in.
  function row(r) {
    let best = "",
      most = 0,
      hits = {},
      anchors = (r.anchors || []).slice().sort((a, b) => a.location - b.location);
    (r.locations || []).forEach((at) => {
      let under = null;
      anchors.forEach((a) => {
        if (a.location <= at) under = a;
      });
      if (!under || !/^baris-/.test(under.id)) return;
      hits[under.id] = (hits[under.id] || 0) + 1;
      if (hits[under.id] > most) {
        most = hits[under.id];
        best = under.id;
      }
    });
    return best && `#${best}`;
  }

  function item(r) {
    const li = d.createElement("li"),
      a = d.createElement("a"),
      meta = d.createElement("p"),
      f = r.filters || {};
    li.className = "item";
    a.className = "t";
    a.href = r.url + row(r);
    a.textContent = (r.meta?.title || r.url).replace(/¶$/, "");
    meta.className = "meta";
    meta.textContent = [].concat(f.jenis || [], f.kelas || [], f.unit || []).join(" · ");
    li.append(a, excerpt(r.excerpt || ""), meta);
    return li;
  }

  function next(mine) {
    const part = found.slice(shown, shown + PAGE),
      first = shown;
    shown += part.length;
    more.hidden = shown >= found.length;
    return Promise.all(part.map((r) => r.data())).then((all) => {
      if (mine !== turn) return;
      all.forEach((r) => {
        list.append(item(r));
      });
      if (first) list.children[first].querySelector("a").focus();
    });
  }

  function filters(totals) {
    Object.keys(titles).forEach((name) => {
      const values = Object.keys(totals[name] || {}),
        id = `saring-${name}`,
        old = d.getElementById(id);
      if (old || (values.length < 2 && !chosen[name])) return;
      const p = d.createElement("p"),
        l = d.createElement("label"),
        s = d.createElement("select");
      l.htmlFor = s.id = id;
      l.textContent = titles[name];
      s.append(new Option("Semua", ""));
      values.sort().forEach((v) => {
        s.append(new Option(v, v));
      });
      s.value = chosen[name] || "";
      if (s.selectedIndex < 0) {
        s.value = "";
        delete chosen[name];
      }
      s.addEventListener("change", () => {
        if (s.value) chosen[name] = s.value;
        else delete chosen[name];
        run();
      });
      p.append(l, s);
      box.append(p);
      box.parentNode.open = box.parentNode.open || !!chosen[name];
    });
    box.parentNode.hidden = !box.children.length;
  }

  // Filters weigh as much as an index: they are fetched when somebody opens them, or came with one.
  function fetchFilters(p) {
    return box.children.length ? Promise.resolve() : p.filters().then(filters);
  }

  function address() {
    const u = new URL(location.href);
    u.search = "";
    if (input.value.trim()) u.searchParams.set("q", input.value.trim());
    Object.keys(chosen).forEach((k) => {
      u.searchParams.set(k, chosen[k]);
    });
    history.replaceState(null, "", u);
  }

  function run() {
    const words = input.value.trim(),
      mine = ++turn;
    address();
    if (!words) {
      list.replaceChildren();
      more.hidden = true;
      count.textContent = "";
      browse.hidden = false;
      return;
    }
    count.textContent = "Mencari…";
    load()
      .then((p) =>
        (Object.keys(chosen).length ? fetchFilters(p) : Promise.resolve()).then(() =>
          p.search(words, { filters: chosen }),
        ),
      )
      .then((result) => {
        if (mine !== turn) return;
        found = result.results;
        shown = 0;
        list.replaceChildren();
        browse.hidden = found.length > 0;
        if (found.length && !box.children.length) box.parentNode.hidden = false;
        count.textContent = found.length
          ? `${found.length.toLocaleString("id-ID")} hasil untuk “${words}”`
          : `Tidak ada hasil untuk “${words}”. Coba kata lain yang lebih umum, atau jelajahi di bawah.`;
        return next(mine);
      })
      .catch(() => {
        T.mesinGagal();
        count.textContent = "Pencarian tidak dapat dimuat. Periksa sambungan, lalu coba lagi, atau jelajahi di bawah.";
        browse.hidden = false;
      });
  }

  form.addEventListener("submit", (e) => {
    e.preventDefault();
    clearTimeout(timer);
    run();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, 350);
  });
  box.parentNode.addEventListener("toggle", () => {
    if (box.parentNode.open) load().then(fetchFilters);
  });
  more.addEventListener("click", () => {
    next(turn);
  });

  const asked = new URLSearchParams(location.search);
  Object.keys(titles).forEach((k) => {
    if (asked.get(k)) chosen[k] = asked.get(k);
  });
  input.value = asked.get("q") || "";
  if (input.value) run();
  else input.focus();
})();
