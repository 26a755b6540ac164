// Reads the messages of a run from one frame of the server, so that the page is drawn a single time. Runs in the head of the document.
// The frame is that of components/serving/bundled_messages.py.
(() => {
  const Plain = window.WebSocket;
  window.WebSocket = class WebSocket extends Plain {
    constructor(address, protocols) {
      const asking = new URL(address, location.href);
      asking.searchParams.set("bundled", "1");
      super(asking, protocols);
      this.addEventListener("message", (frame) => {
        if (!(frame.data instanceof ArrayBuffer)) return;
        const bytes = new DataView(frame.data);
        if (!bytes.byteLength || bytes.getUint8(0) !== 0) return; // a single message
        frame.stopImmediatePropagation();
        // React draws what follows a click within the same task, effects included, and all else in tasks of their own.
        Object.defineProperty(frame, "type", { value: "click" });
        for (let start = 1, end; start < bytes.byteLength; start = end) {
          end = start + 4 + bytes.getUint32(start, true);
          this.dispatchEvent(new MessageEvent("message", { data: frame.data.slice(start + 4, end) }));
        }
      });
    }
  };
})();
