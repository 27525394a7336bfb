/* The portal's own search engine: fetched when it is first asked for, never before. */
(() => {
  "use strict";
  window.terbuka = window.terbuka || {};
  const T = window.terbuka;
  let engine;

  async function load(address) {
    const home = new URL(address, document.baseURI);
    const pagefind = await import(home.href);
    await pagefind.options({ excerptLength: 24, noWorker: true, baseUrl: new URL("../", home).pathname });
    await pagefind.init();
    return pagefind;
  }
  // Promises the engine at the address of its script.
  T.mesinCari = (address) => {
    if (!engine) engine = load(address);
    return engine;
  };
  // After a failure the next call begins anew.
  T.mesinGagal = () => {
    engine = null;
  };
})();
