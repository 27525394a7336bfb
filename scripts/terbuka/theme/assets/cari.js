/* Search: the index is fetched with the first word, never before. Titles and excerpts go in as text. */
(function () {
  "use strict";
  var d = document, form = d.querySelector("form[data-search]");
  if (!form) return;
  var input = form.querySelector("input"), box = form.querySelector(".filters>div"), list = d.querySelector("[data-results]");
  var count = d.querySelector("[data-count]"), more = d.querySelector("[data-more]"), browse = d.querySelector("[data-browse]");
  var titles = { jenis: "Jenis", kelas: "Kelas", unit: "Unit" }, chosen = {}, engine, found = [], shown = 0, turn = 0, timer, PAGE = 10;
  var home = new URL(form.dataset.search, d.baseURI);

  function load() {
    if (!engine) {
      engine = import(home.href).then(function (p) {
        return p.options({ excerptLength: 24, noWorker: true, baseUrl: new URL("../", home).pathname }).then(function () { return p.init(); }).then(function () { return p; });
      });
    }
    return engine;
  }

  // The excerpt is escaped text with <mark>: only marks survive.
  function excerpt(html) {
    var p = d.createElement("p");
    html.split(/(<mark>[^]*?<\/mark>)/).forEach(function (bit) {
      var m = /^<mark>([^]*)<\/mark>$/.exec(bit), node = m ? d.createElement("mark") : d.createDocumentFragment();
      node.append(plain(m ? m[1] : bit));
      p.append(node);
    });
    return p;
  }
  function plain(text) {
    // The leading letter keeps the parser from dropping a space at the start.
    return new DOMParser().parseFromString("x" + text.replace(/<[^>]*>/g, ""), "text/html").body.textContent.slice(1);
  }

  // The row that was found: of the rows of tables (ids "baris-…") the one that most of the words stand in.
  function row(r) {
    var best = "", most = 0, hits = {}, anchors = (r.anchors || []).slice().sort(function (a, b) { return a.location - b.location; });
    (r.locations || []).forEach(function (at) {
      var under = null;
      anchors.forEach(function (a) { if (a.location <= at) under = a; });
      if (!under || !/^baris-/.test(under.id)) return;
      hits[under.id] = (hits[under.id] || 0) + 1;
      if (hits[under.id] > most) { most = hits[under.id]; best = under.id; }
    });
    return best && "#" + best;
  }

  function item(r) {
    var li = d.createElement("li"), a = d.createElement("a"), meta = d.createElement("p"), f = r.filters || {};
    li.className = "item";
    a.className = "t";
    a.href = r.url + row(r);
    a.textContent = (r.meta && r.meta.title || r.url).replace(/¶$/, "");
    meta.className = "meta";
    meta.textContent = [].concat(f.jenis || [], f.kelas || [], f.unit || []).join(" · ");
    li.append(a, excerpt(r.excerpt || ""), meta);
    return li;
  }

  function next(mine) {
    var part = found.slice(shown, shown + PAGE), first = shown;
    shown += part.length;
    more.hidden = shown >= found.length;
    return Promise.all(part.map(function (r) { return r.data(); })).then(function (all) {
      if (mine !== turn) return;
      all.forEach(function (r) { list.append(item(r)); });
      if (first) list.children[first].querySelector("a").focus();
    });
  }

  function filters(totals) {
    Object.keys(titles).forEach(function (name) {
      var values = Object.keys(totals[name] || {}), id = "saring-" + name, old = d.getElementById(id);
      if (old || (values.length < 2 && !chosen[name])) return;
      var p = d.createElement("p"), l = d.createElement("label"), s = d.createElement("select");
      l.htmlFor = s.id = id;
      l.textContent = titles[name];
      s.append(new Option("Semua", ""));
      values.sort().forEach(function (v) { s.append(new Option(v, v)); });
      s.value = chosen[name] || "";
      if (s.selectedIndex < 0) { s.value = ""; delete chosen[name]; }
      s.addEventListener("change", function () { if (s.value) chosen[name] = s.value; else delete chosen[name]; run(); });
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
    var u = new URL(location.href);
    u.search = "";
    if (input.value.trim()) u.searchParams.set("q", input.value.trim());
    Object.keys(chosen).forEach(function (k) { u.searchParams.set(k, chosen[k]); });
    history.replaceState(null, "", u);
  }

  function run() {
    var words = input.value.trim(), mine = ++turn;
    address();
    if (!words) { list.replaceChildren(); more.hidden = true; count.textContent = ""; browse.hidden = false; return; }
    count.textContent = "Mencari…";
    load().then(function (p) {
      return (Object.keys(chosen).length ? fetchFilters(p) : Promise.resolve()).then(function () { return p.search(words, { filters: chosen }); });
    }).then(function (result) {
      if (mine !== turn) return;
      found = result.results;
      shown = 0;
      list.replaceChildren();
      browse.hidden = found.length > 0;
      if (found.length && !box.children.length) box.parentNode.hidden = false;
      count.textContent = found.length ? found.length.toLocaleString("id-ID") + " hasil untuk “" + words + "”"
        : "Tidak ada hasil untuk “" + words + "”. Coba kata lain yang lebih umum, atau jelajahi di bawah.";
      return next(mine);
    }).catch(function () {
      engine = null;
      count.textContent = "Pencarian tidak dapat dimuat. Periksa sambungan, lalu coba lagi, atau jelajahi di bawah.";
      browse.hidden = false;
    });
  }

  form.addEventListener("submit", function (e) { e.preventDefault(); clearTimeout(timer); run(); });
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(run, 350); });
  box.parentNode.addEventListener("toggle", function () { if (box.parentNode.open) load().then(fetchFilters); });
  more.addEventListener("click", function () { next(turn); });

  var asked = new URLSearchParams(location.search);
  Object.keys(titles).forEach(function (k) { if (asked.get(k)) chosen[k] = asked.get(k); });
  input.value = asked.get("q") || "";
  if (input.value) run(); else input.focus();
})();
