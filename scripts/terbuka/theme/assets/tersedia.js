/* "Mungkin sudah tersedia": what the portal's own search finds for the words being typed. Runs on the device. */
(function () {
  "use strict";
  var d = document, engine;
  // Words that every request holds and that say nothing about its subject.
  var EMPTY = " saya kami ingin mohon minta meminta melihat mendapat salinan dokumen informasi tentang mengenai untuk dari dengan yang tahun atau serta ";

  function load(address) {
    var home = new URL(address, d.baseURI);
    engine = engine || import(home.href).then(function (p) {
      return p.options({ baseUrl: new URL("../", home).pathname }).then(function () { return p.init(); }).then(function () { return p; });
    });
    return engine;
  }

  // All words, then fewer: a long sentence rarely stands whole in a title.
  function search(p, words, unit) {
    return p.search(words.join(" "), { filters: unit ? { unit: unit, jenis: "Dokumen" } : { jenis: "Dokumen" } }).then(function (found) {
      return found.results.length || words.length < 2 ? found.results : search(p, words.slice(0, -1), unit);
    });
  }

  [].forEach.call(d.querySelectorAll("[data-tersedia]"), function (box) {
    var field = d.getElementById(box.dataset.dari), timer, turn = 0;
    if (!field) return;
    box.setAttribute("aria-live", "polite");
    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        var mine = ++turn, words = field.value.toLowerCase().split(/[^0-9a-z\u00c0-\u024f-]+/).filter(function (w) { return w.length > 3 && EMPTY.indexOf(" " + w + " ") < 0; });
        words = words.sort(function (a, b) { return b.length - a.length; }).slice(0, 4);
        if (!words.length) { box.hidden = true; return; }
        load(box.dataset.tersedia).then(function (p) { return search(p, words, box.dataset.unit); }).then(function (found) {
          return Promise.all(found.slice(0, 4).map(function (r) { return r.data(); }));
        }).then(function (pages) {
          if (mine !== turn) return;
          var list = d.createElement("ul"), p = d.createElement("p");
          p.textContent = "Mungkin sudah tersedia:";
          pages.forEach(function (r) {
            var li = d.createElement("li"), a = d.createElement("a");
            a.href = r.url;
            a.textContent = (r.meta && r.meta.title || r.url).replace(/¶$/, "");
            li.append(a);
            list.append(li);
          });
          box.replaceChildren(p, list);
          box.hidden = !pages.length;
        }).catch(function () { engine = null; box.hidden = true; });
      }, 500);
    });
  });
})();
