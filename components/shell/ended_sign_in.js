// Opens the page anew when the server ends its sign-in: the server then asks to sign in, and nothing stays on the screen.
// Runs in the head of the document. 1008 is what the server closes a websocket with that it had opened.
(() => {
  const Platform = window.WebSocket;
  window.WebSocket = class extends Platform {
    constructor(...names) {
      super(...names);
      this.addEventListener("close", ({ code }) => { if (code === 1008) window.location.reload(); });
    }
  };
})();
