// Tells the reader, in the language of the page, when the connection to the server is lost, and takes it back when it
// is there again. Streamlit's own dialog speaks English only and lies beneath ours. Its socket is watched by name, so
// nothing here depends on how Streamlit's pages are built.
"use strict";
(() => {
  const GRACE = 2500; // milliseconds: a socket that comes back at once is nobody's concern
  const Plain = window.WebSocket;
  let waiting = null;
  let leaving = false;

  const dialog = () => document.getElementById("qms-lost");

  const tell = () => {
    const lost = dialog();
    if (!lost || lost.open) return;
    document.getElementById("qms-lost-again").onclick = () => window.location.reload();
    lost.showModal();
  };

  const lostConnection = () => {
    if (!leaving && waiting === null) waiting = window.setTimeout(tell, GRACE);
  };

  const foundConnection = () => {
    window.clearTimeout(waiting);
    waiting = null;
    const lost = dialog();
    if (lost && lost.open) lost.close();
  };

  window.WebSocket = class extends Plain {
    constructor(...where) {
      super(...where);
      this.addEventListener("open", foundConnection);
      this.addEventListener("close", lostConnection);
    }
  };
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
})();
